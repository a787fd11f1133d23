import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** The trace id (W3C, 32 hex digits) that follows a request through bell, claim and commit into every log line. */
const current = new AsyncLocalStorage<string>();

export const traceId = (): string => current.getStore() ?? '';

export const newTraceId = (): string => randomBytes(16).toString('hex');

export function withTrace<T>(id: string, work: () => T): T {
  return current.run(id, work);
}

/** The trace id of a `traceparent` header, or undefined when there is none or it is malformed. */
export function parseTraceParent(header: string | undefined): string | undefined {
  const match = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(header ?? '');
  return match?.[1] && !/^0+$/.test(match[1]) ? match[1] : undefined;
}
