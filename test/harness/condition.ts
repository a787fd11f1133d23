import { setTimeout as pause } from 'node:timers/promises';

/** How long to wait for a condition, and how often to look. Milliseconds. */
export interface Patience {
  timeoutMs?: number;
  everyMs?: number;
}

/**
 * Waits until `look` gives something other than undefined, null or false, and gives that. What `look`
 * throws counts as "not yet". After `timeoutMs` (10 s) it fails and names the condition and the last error.
 */
export async function condition<T>(
  what: string,
  look: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 20 }: Patience = {},
): Promise<Exclude<T, undefined | null | false>> {
  const end = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await look();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer as Exclude<T, undefined | null | false>;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= end) {
      const because = last === undefined ? '' : `: ${last instanceof Error ? last.message : String(last)}`;
      throw new Error(`"${what}" did not come true within ${timeoutMs} ms${because}`, { cause: last });
    }
    await pause(everyMs);
  }
}
