import { systemClock } from './clock';

/** What may stand in a log line beside its words. Never a key, a token or a certificate. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One line of JSON on standard error per call: time (ISO 8601, UTC), level, message, fields. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same log with these fields in every line. */
  with(fields: LogFields): Log;
}

export function jsonLog(
  write: (line: string) => void,
  context: LogFields = {},
  now = systemClock.wallMs,
): Log {
  const line = (level: string, message: string, fields?: LogFields): void => {
    const time = new Date(now()).toISOString();
    write(`${JSON.stringify({ time, level, message, ...context, ...fields })}\n`);
  };
  return {
    info: (message, fields) => line('info', message, fields),
    warn: (message, fields) => line('warn', message, fields),
    error: (message, fields) => line('error', message, fields),
    with: (fields) => jsonLog(write, { ...context, ...fields }, now),
  };
}

export const stderrLog: Log = jsonLog((line) => process.stderr.write(line));

/** The words of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
