import { readFileSync } from 'node:fs';
import type { NmapPowers } from './argv';

/** Bit of CAP_NET_RAW (capabilities(7)). */
const NET_RAW = 13n;

/**
 * What a tool started by this process may do. Root keeps through exec what it has in effect; anyone else only
 * hands on ambient capabilities, which a unit with AmbientCapabilities= gives. `status` is the text of
 * /proc/self/status.
 */
export function powersIn(status: string): NmapPowers {
  const root = /^Uid:\s+\d+\s+0\s/m.test(status);
  const mask = (root ? /^CapEff:\s+([0-9a-f]+)$/m : /^CapAmb:\s+([0-9a-f]+)$/m).exec(status)?.[1];
  return { rawSockets: mask !== undefined && ((BigInt(`0x${mask}`) >> NET_RAW) & 1n) === 1n };
}

/** As `powersIn`, of this process; none where the system does not tell. */
export function ownPowers(): NmapPowers {
  try {
    return powersIn(readFileSync('/proc/self/status', 'latin1'));
  } catch {
    return { rawSockets: false };
  }
}
