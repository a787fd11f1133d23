/**
 * A kind of event: said by one room, heard by rooms above it. Payloads hold ids, never whole records:
 * an event may be repeated, late, or overtaken by the next change.
 */
export interface EventKind<Payload extends object> {
  readonly topic: string;
  /** Only for the type; never set. */
  readonly payload?: Payload;
}

export function eventKind<Payload extends object>(topic: string): EventKind<Payload> {
  return { topic };
}
