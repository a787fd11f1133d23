// Follows a scan to its end.
import { setTimeout as pause } from 'node:timers/promises';

/** Longer than this, a scan of a few addresses has gone wrong. */
const LIMIT_MS = 30 * 60_000;

const ENDED = new Set(['Finished', 'Error', 'Canceled']);

/**
 * Waits until the scan is at its end and processed, and gives it. `onChange(scan)` hears every change that
 * the event stream tells and a look each second. Throws when it takes longer than `limitMs`.
 */
export async function follow(api, scanId, { onChange = () => {}, limitMs = LIMIT_MS, signal } = {}) {
  const end = performance.now() + limitMs;
  const events = new AbortController();
  const abort = () => events.abort();
  signal?.addEventListener('abort', abort, { once: true });
  const listening = listen(api, scanId, events.signal, onChange);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const scan = await api.scan(scanId);
      onChange(scan);
      if (ENDED.has(scan.state) && (scan.processed || scan.state === 'Error')) return scan;
      if (performance.now() > end)
        throw new Error(`The scan is still ${scan.state} after ${limitMs / 60_000} minutes`);
      await Promise.race([pause(1000), listening.then(() => pause(100))]);
    }
  } finally {
    events.abort();
    signal?.removeEventListener('abort', abort);
    await listening;
  }
}

/** The event stream only makes the display quicker: when it breaks, the looks go on without it. */
async function listen(api, scanId, signal, onChange) {
  try {
    for await (const { state, ...progress } of api.events(scanId, signal)) {
      onChange({ state, ...('percent' in progress && { progress }) });
    }
  } catch {
    // The look each second tells what is the matter, if anything is.
  }
}
