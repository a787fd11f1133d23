/** What the reply subject of a delivered bell says about it. */
export interface BellReply {
  readonly stream: string;
  readonly consumer: string;
  /** Of the message in its stream. */
  readonly sequence: number;
}

const TOKEN = /^[A-Za-z0-9_-]{1,100}$/;
const NUMBER = /^\d{1,19}$/;

/**
 * Reads `$JS.ACK.<stream>.<consumer>.<delivered>.<stream sequence>.<consumer sequence>.<time>.<pending>`, or
 * the longer form with `<domain>.<account hash>` before the stream and perhaps a random token at the end
 * (https://github.com/nats-io/nats-architecture-and-design/blob/main/adr/ADR-15.md). Undefined for anything
 * else: the subject comes from an agent and may be any string.
 */
export function parseReply(subject: string): BellReply | undefined {
  if (subject.length > 500) return undefined;
  const tokens = subject.split('.');
  const shift = tokens.length === 9 ? 0 : tokens.length === 11 || tokens.length === 12 ? 2 : undefined;
  if (shift === undefined || tokens[0] !== '$JS' || tokens[1] !== 'ACK') return undefined;
  if (!tokens.slice(2).every((token) => TOKEN.test(token))) return undefined;
  const [stream, consumer, delivered, sequence, ...rest] = tokens.slice(2 + shift);
  const numbers = [delivered, sequence, ...rest.slice(0, 3)];
  if (!stream || !consumer || !numbers.every((token) => token !== undefined && NUMBER.test(token)))
    return undefined;
  const value = Number(sequence);
  return Number.isSafeInteger(value) ? { stream, consumer, sequence: value } : undefined;
}
