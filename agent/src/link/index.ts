export type { BellLine, BellListener } from './bell';
export { type BellKey, newBellKey } from './bell-key';
export type { ControlPlaneAddress } from './channel';
export { Identities, type IdentityOptions, Refused } from './identities';
export { type Crew, Link } from './link';
export * from './message';
export { Backoff, failureOf, verdictOn } from './retry';
export type { ArtifactPart, Session } from './session';
export { type Part, type PartEnd, encodeLook, encodePart } from './wire-chunk';
export { encodeObservation } from './wire-observation';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { BellLine, BellListener } from './bell';
import type { BellKey } from './bell-key';

/** The bell's client library is loaded here, when it is first needed, and not when the agent starts. */
export function newBellLine(key: BellKey, listener: BellListener, clock: Clock, log: Log): BellLine {
  const bell = require('./bell') as typeof import('./bell');
  return new bell.BellLine(key, listener, clock, log);
}
