/**
 * An expected refusal, returned as a value: the caller decides what becomes of it. Surprises are thrown.
 * `code` is stable and documented; `reason` is for people; `path` names the field of the request at fault,
 * as a JSON pointer (RFC 6901) such as `/targets/0`.
 */
export class Refusal {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly reason: string,
    readonly details: readonly RefusedField[] = [],
    /** Further members of the problem document, such as the present state. */
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {}
}

export interface RefusedField {
  readonly path: string;
  readonly code: string;
  readonly reason: string;
}

export type Result<T> = T | Refusal;

export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}

export const notFound = (what: string): Refusal =>
  new Refusal('not-found', 404, `There is no such ${what}, or it belongs to another tenant.`);

/** Carries a refusal out of a controller; the problem filter writes it as application/problem+json (RFC 9457). */
export class RefusalError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}

/** The value, or the refusal thrown towards the problem filter. For controllers only. */
export function answer<T>(result: Result<T>): T {
  if (isRefusal(result)) throw new RefusalError(result);
  return result;
}
