import { Observation } from '@scanfleet/proto';
import { messageOf, type ToolObservation } from '@scanfleet/readers';
import { readObservation } from '../ingest';

/** Hosts, systems and what was seen of them, of one document. */
export const MOST_TARGETS = 20_000;
export const MOST_OBSERVATIONS = 200_000;

/** As it would have come from an agent, to the byte: through the contract's own encoding. */
export function observed(observation: ToolObservation): { kind: string; body: string } {
  const message = Observation.decode(Observation.encode({ kind: messageOf(observation) }).finish());
  const read = readObservation(message);
  if (!read) throw new Error(`an observation of kind ${observation.kind} is not known`);
  return read;
}
