import { HttpException } from '@nestjs/common';
import { isAway } from '../database';
import { Refusal, RefusalError, type RefusedField } from '../errors';
import { traceId } from '../trace';

/** A problem document as RFC 9457 has it, with the members that every problem of this API carries. */
export interface Problem {
  /** `about:blank`: the code says which problem it is. */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Stable and documented; programs decide by it. */
  code: string;
  /** The same words as `detail`. */
  reason: string;
  /** JSON pointer of the first field at fault; empty when it is about the request as a whole. */
  path: string;
  errors: readonly RefusedField[];
  traceId: string;
  [extension: string]: unknown;
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What the server's own refusals (not a room's) are called, with words fit for everybody. */
const CODES: Readonly<Record<number, readonly [code: string, reason: string]>> = {
  400: ['malformed-request', 'The request could not be read.'],
  404: ['no-such-route', 'There is nothing at this path.'],
  413: ['body-too-large', 'The body is larger than 1 MiB.'],
  414: ['path-too-long', 'The path is too long.'],
  415: ['unsupported-media-type', 'Send application/json.'],
  431: ['headers-too-large', 'The header fields are too large.'],
  503: ['unavailable', 'The control plane cannot serve this now. Try again later.'],
};

/**
 * The refusal behind anything thrown on the way of a request, or undefined for a surprise: nothing of that
 * may leave the process.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof RefusalError) return error.refusal;
  if (isAway(error)) return new Refusal('unavailable', 503, CODES[503]?.[1] ?? '');
  const status = statusOf(error);
  if (status === undefined || (status >= 500 && status !== 503)) return undefined;
  const [code, reason] = CODES[status] ?? ['refused', TITLES[status] ?? 'The request is refused.'];
  const said = status === 400 && error instanceof Error ? ` ${error.message}` : '';
  return new Refusal(code, status, printable(reason + said));
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
}

/** The document for a refusal; for a surprise without one. */
export function problemOf(refusal: Refusal | undefined): Problem {
  const { code, status, reason, details, extensions } = refusal ?? SURPRISE;
  return {
    ...extensions,
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    detail: reason,
    code,
    reason,
    path: details[0]?.path ?? '',
    errors: details,
    traceId: traceId(),
  };
}

const SURPRISE = new Refusal(
  'internal-error',
  500,
  'Something went wrong that should not. The trace id leads to the log.',
);

/** A parser's message may repeat bytes of the request. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 300);
}
