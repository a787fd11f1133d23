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

const RECENT_BYTES = 256 * 1024;

/** The last lines that were written, as many as have room. */
export class RecentLines {
  private readonly lines: string[] = [];
  private bytes = 0;

  constructor(private readonly most = RECENT_BYTES) {}

  add(line: string): void {
    this.lines.push(line.trimEnd());
    this.bytes += line.length;
    while (this.bytes > this.most && this.lines.length > 1)
      this.bytes -= (this.lines.shift()?.length ?? 0) + 1;
  }

  all(): readonly string[] {
    return [...this.lines];
  }
}

/** Of `stderrLog`. */
export const recentLines = new RecentLines();

export const stderrLog: Log = jsonLog((line) => {
  recentLines.add(line);
  process.stderr.write(line);
});

/** The words of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
