import { arch, cpus, freemem, loadavg, platform, release, totalmem, uptime } from 'node:os';
import { gzipSync } from 'node:zlib';

/** What an agent says of itself besides its machine. */
export interface SupportFacts {
  readonly agent: object;
  readonly options: object;
  readonly engines: readonly object[];
  readonly slices: readonly object[];
  readonly spool: object;
  /** The last lines of the log, the oldest first. */
  readonly log: readonly string[];
}

/** With half a megabyte of log that cannot be packed it is still taken. */
const MOST_BYTES = 900 * 1024;

/** A gzipped JSON object for whoever looks into a trouble with this agent. Holds no key, no token, and no result. */
export function supportBundle(facts: SupportFacts, madeAtMs: number): Buffer {
  const machine = {
    ...{ platform: `${platform()} ${arch()} ${release()}`, node: process.version, uptimeSeconds: uptime() },
    ...{ cpus: cpus().length, load: loadavg(), totalBytes: totalmem(), freeBytes: freemem() },
    process: { uptimeSeconds: process.uptime(), memory: process.memoryUsage() },
  };
  for (let log = facts.log; ; log = log.slice(Math.ceil(log.length / 2))) {
    const text = JSON.stringify({ madeAt: new Date(madeAtMs).toISOString(), machine, ...facts, log });
    const packed = gzipSync(text);
    if (packed.length <= MOST_BYTES || log.length === 0) return packed;
  }
}
