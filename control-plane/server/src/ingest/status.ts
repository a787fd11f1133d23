import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import type { Refusal } from '../platform';

const CODES = new Map([
  [400, status.INVALID_ARGUMENT],
  [401, status.UNAUTHENTICATED],
  [403, status.PERMISSION_DENIED],
  [404, status.NOT_FOUND],
  [409, status.FAILED_PRECONDITION],
  [429, status.RESOURCE_EXHAUSTED],
]);

/** How a refusal travels: its reason as details, its stable code in the trailer `scanfleet-code`. */
export function statusOf(refusal: Refusal): StatusObject {
  const metadata = new Metadata();
  metadata.set('scanfleet-code', refusal.code);
  return { code: CODES.get(refusal.status) ?? status.UNKNOWN, details: refusal.reason, metadata };
}

/** For surprises, such as a database that is away: nothing about them travels, the peer tries again. */
export function tryAgain(): StatusObject {
  return {
    code: status.UNAVAILABLE,
    details: 'The control plane cannot answer now.',
    metadata: new Metadata(),
  };
}
