import { pino, type Logger } from 'pino';
import { traceId } from './trace';

/** Structured logs, one JSON object a line on standard error; every line carries the trace id of its request. */
export abstract class Log {
  abstract error(fields: object, message: string): void;
  abstract warn(fields: object, message: string): void;
  abstract info(fields: object, message: string): void;
  abstract debug(fields: object, message: string): void;
}

/** Never logged, wherever they appear in an object. */
const REDACTED = [
  'authorization',
  'password',
  'secret',
  'token',
  'joinToken',
  'req.headers.authorization',
  'req.headers.cookie',
];

export function makeLogger(level: string): Logger {
  return pino(
    {
      level,
      base: { service: 'control-plane' },
      redact: { paths: [...REDACTED, ...REDACTED.map((path) => `*.${path}`)], censor: '[redacted]' },
      mixin: () => (traceId() ? { traceId: traceId() } : {}),
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
