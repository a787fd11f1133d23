import { Inject, Injectable } from '@nestjs/common';
import { Metrics } from '../platform';

/** What this replica counts of its conversations with agents. */
@Injectable()
export class IngestMetrics {
  /** By what was answered: granted, or why not. */
  readonly claimed: (answer: string) => void;
  /** By what was said of a slice that is not, or not any more, its sayer's. */
  readonly fenced: (message: string) => void;
  /** Observations in chunks, by what was answered: ack, again, need-from. */
  readonly chunk: (answer: string) => void;
  readonly committed: (seconds: number) => void;

  constructor(@Inject(Metrics) private readonly metrics: Metrics) {
    this.claimed = metrics.counter(
      'scanfleet_claims_total',
      'Claims of agents by their answer: granted, or the code of the denial.',
      'answer',
    );
    this.fenced = metrics.counter(
      'scanfleet_fenced_messages_total',
      'Messages about slices that their sender does not own (any more), by kind; they changed nothing.',
      'message',
    );
    this.chunk = metrics.counter(
      'scanfleet_chunks_total',
      'Chunks of results by their answer: ack, need-from, abandon.',
      'answer',
    );
    this.committed = metrics.durations(
      'scanfleet_chunk_commit_seconds',
      'From a chunk of results to its commit.',
    );
  }

  sessions(read: () => number): void {
    this.metrics.gauge('scanfleet_sessions', 'Sessions of agents that this replica holds.', () =>
      Promise.resolve(read()),
    );
  }
}
