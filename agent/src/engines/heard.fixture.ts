import type { RunLook, RunProgress, RunSink, TargetResult } from './engine';
import type { BegunObservation } from './observation';

/** Takes all that an engine delivers. */
export class Heard implements RunSink {
  readonly results: TargetResult[] = [];
  readonly looks: RunLook[] = [];
  readonly told: RunProgress[] = [];
  readonly left = new Map<string, BegunObservation>();
  look(look: RunLook): void {
    this.looks.push(look);
  }
  target(result: TargetResult): Promise<void> {
    this.results.push(result);
    return Promise.resolve();
  }
  begun(address: string, seen: BegunObservation): Promise<void> {
    this.left.set(address, seen);
    return Promise.resolve();
  }
  progress(progress: RunProgress): void {
    this.told.push(progress);
  }
}
