// What an agent weighs: its bundle, its start, its memory.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../scripts/services/packages.mjs';
import { startFleet } from './fleet.mjs';
import { keeperOf, proportionalMb } from './proc.mjs';
import { median, memoryMb, timed } from './timing.mjs';

const BUNDLE = path.join(ROOT, 'agent', 'dist', 'scanfleet-agent.js');
const STARTS = 15;
/** An agent is idle when it has been left alone this long: a heartbeat or two are among it. */
const IDLE_MS = 15_000;

export default async function agent(measure) {
  const megabytes = fs.statSync(BUNDLE).size / 1024 / 1024;
  const installation = await startFleet(measure, { agents: 1 });
  const started = installation.agent('agent-1');
  const keeper = await keeperOf(started.pid);
  measure.say(`idle for ${IDLE_MS / 1000} s`);
  await pause(IDLE_MS);
  const idle = memoryMb(started.pid, 'VmRSS');
  const memory = [
    { what: 'idle memory', value: idle, unit: 'MB', target: '<= 80 MB', ok: idle <= 80 },
    { what: 'its share of it (PSS)', value: proportionalMb(started.pid), unit: 'MB' },
    { what: 'the keeper beside it', value: memoryMb(keeper, 'VmRSS'), unit: 'MB' },
    { what: "the keeper's share (PSS)", value: proportionalMb(keeper), unit: 'MB' },
  ];
  await started.end();
  return [
    { what: 'bundle', value: megabytes, unit: 'MiB', target: '<= 3 MiB', ok: megabytes <= 3 },
    ...(await starts(measure, installation)),
    ...memory,
  ];
}

/** The agent, which has its identity, until it is welcomed; and a node that does nothing, until it has ended. */
async function starts({ folder, say }, { fleetUrl, authority }) {
  const state = path.join(folder, 'agents', 'agent-1');
  const args = [BUNDLE, '--control-plane', fleetUrl, '--ca', authority, '--state', state];
  const found = { ready: [], bare: [] };
  const turns = {
    ready: async () => found.ready.push(await untilReady(args)),
    bare: async () => found.bare.push((await timed(process.execPath, ['-e', '0'])).ms),
  };
  for (let round = 0; round < STARTS; round += 1) {
    for (const who of round % 2 === 0 ? ['ready', 'bare'] : ['bare', 'ready']) await turns[who]();
  }
  const [ready, bare] = [median(found.ready), median(found.bare)];
  say(`ready after ${ready.toFixed(0)} ms, node -e 0 ${bare.toFixed(0)} ms`);
  return [
    { what: 'start until the control plane has welcomed it', value: ready, unit: 'ms' },
    { what: 'node -e 0', value: bare, unit: 'ms' },
    {
      what: 'start against node -e 0',
      value: ready / bare,
      unit: '×',
      target: '<= 4',
      ok: ready / bare <= 4,
    },
  ];
}

/** Milliseconds from the start of an agent to its log line `ready`; ends it again. */
async function untilReady(args) {
  const start = performance.now();
  const tied = ['--pdeathsig', 'TERM', '--', process.execPath, ...args];
  const child = spawn('setpriv', tied, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const said = [];
  let ms;
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (!line.includes('"message":"ready"')) continue;
    ms ??= performance.now() - start;
    child.kill('SIGTERM');
  }
  await ended;
  if (ms === undefined)
    throw new Error(`the agent ended (exit code ${child.exitCode}) before it was ready:\n${said.join('\n')}`);
  return ms;
}
