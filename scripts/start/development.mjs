// Builds when a source changes, and restarts the parts whose built files then differ.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { ROOT, ensureBuilt } from '../services/packages.mjs';

const SOURCES = ['proto/src', 'proto/generated', 'readers/src', 'agent/src', 'control-plane/server/src'];
const BUILT = { server: 'control-plane/server/dist', agent: 'agent/dist' };

/** Never ends by itself; a build that fails is shown and the old parts go on. */
export async function restartOnChange(installation, agents, { say, signal }) {
  const state = { dirty: false, wake: () => {} };
  const watchers = SOURCES.map((folder) =>
    fs.watch(path.join(ROOT, folder), { recursive: true }, (_event, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.spec.ts')) return;
      state.dirty = true;
      state.wake();
    }),
  );
  signal.addEventListener('abort', () => watchers.forEach((watcher) => watcher.close()), { once: true });
  let built = fingerprints();
  for (;;) {
    await new Promise((wake) => {
      state.wake = wake;
      if (state.dirty) wake();
    });
    await quiet(watchers);
    state.dirty = false;
    try {
      await ensureBuilt();
    } catch (error) {
      say(error.message);
      continue;
    }
    const now = fingerprints();
    if (now.server !== built.server) await restartControlPlane(installation, say);
    // Its agents ended with it.
    if (now.server !== built.server || now.agent !== built.agent)
      await restartAgents(installation, agents, say);
    built = now;
  }
}

async function restartControlPlane(installation, say) {
  say('Restarting the control plane');
  await installation.controlPlane.end();
  await installation.startControlPlane();
}

async function restartAgents(installation, agents, say) {
  say('Starting the agents anew');
  await installation.makeHosts(agents);
}

/** Editors and checkouts change many files at once: waits until nothing has changed for a moment. */
async function quiet(watchers) {
  for (;;) {
    const changes = AbortSignal.timeout(150);
    try {
      await Promise.race(watchers.map((watcher) => once(watcher, 'change', { signal: changes })));
    } catch {
      return;
    }
  }
}

function fingerprints() {
  return Object.fromEntries(
    Object.entries(BUILT).map(([part, folder]) => [part, fingerprint(path.join(ROOT, folder))]),
  );
}

function fingerprint(folder) {
  const hash = createHash('sha256');
  const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }) : [];
  for (const file of files.filter((name) => name.endsWith('.js')).sort()) {
    hash.update(file).update(fs.readFileSync(path.join(folder, file)));
  }
  return hash.digest('hex');
}
