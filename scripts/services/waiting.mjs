// Waiting for a condition, never for a time.
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Tries `attempt` until it gives something truthy and returns that. What `attempt` throws counts as "not
 * yet" and is named when `timeoutMs` is over. `abort()`, asked before each try, gives a reason to stop at
 * once (a process that has ended, say) or nothing.
 */
export async function until(
  what,
  attempt,
  { timeoutMs = 30_000, everyMs = 25, abort = () => undefined } = {},
) {
  const end = performance.now() + timeoutMs;
  let last;
  for (;;) {
    const reason = abort();
    if (reason) throw new Error(`${what}: ${reason}`);
    try {
      const answer = await attempt();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= end) {
      throw new Error(`${what}: not within ${timeoutMs} ms${last ? ` (${last.message})` : ''}`, {
        cause: last,
      });
    }
    await pause(everyMs);
  }
}

/** Connects to `address` ({port, host} or {path}) and gives the first bytes a server greets with. */
export function greeting(address) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(address);
    socket.setTimeout(2000, () => socket.destroy(new Error('no greeting')));
    socket.once('data', (bytes) => {
      resolve(bytes);
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without a greeting')));
  });
}
