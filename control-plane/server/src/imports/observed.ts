import { gzipSync } from 'node:zlib';
import { Observation } from '@scanfleet/proto';
import { messageOf, type ToolObservation } from '@scanfleet/readers';
import { readObservation } from '../ingest/observation';
import type { ImportedTarget } from '../scans';

/** Hosts of one document, and what was seen of all of them together: in number, and in characters of what is kept of it. */
export const MOST_TARGETS = 20_000;
const MOST_OBSERVATIONS = 200_000;
const MOST_CHARACTERS = 64 * 1024 * 1024;
/** Of one of them, as from an agent: it fits into one message. */
const LONGEST = 4 * 1024 * 1024;

/** Counts what was seen, and gives it as it would have come from an agent, to the byte: through the contract's own encoding. */
export class Observed {
  #count = 0;
  #characters = 0;
  #longest = 0;

  /** What is too much of it; empty: nothing is. */
  get excess(): string {
    if (this.#count > MOST_OBSERVATIONS) return `It tells more than ${MOST_OBSERVATIONS} things.`;
    if (this.#characters > MOST_CHARACTERS) return `It tells more than ${MOST_CHARACTERS} characters.`;
    return this.#longest > LONGEST ? `It tells more than ${LONGEST} characters of one thing.` : '';
  }

  /** None as soon as they are too many. */
  take(observations: readonly ToolObservation[]): ImportedTarget['observations'] {
    this.#count += observations.length;
    if (this.excess !== '') return [];
    return observations.map((observation) => {
      const read = observed(observation);
      this.#characters += read.body.length;
      this.#longest = Math.max(this.#longest, read.body.length);
      return read;
    });
  }
}

function observed(observation: ToolObservation): { kind: string; body: string } {
  const message = Observation.decode(Observation.encode({ kind: messageOf(observation) }).finish());
  const read = readObservation(message);
  if (!read) throw new Error(`an observation of kind ${observation.kind} is not known`);
  return read;
}

/** A tool's own bytes as they are kept. */
export const packed = (raw: Uint8Array | null): Uint8Array | null =>
  raw && raw.length > 0 ? gzipSync(raw, { level: 4 }) : null;
