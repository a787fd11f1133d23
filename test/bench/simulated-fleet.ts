// @peculiar/x509 wants it before itself.
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateKeyPairSync } from 'node:crypto';
import { PublicKey } from '@peculiar/x509';
import { systemClock } from '../../agent/src/clock';
import { makeEngines } from '../../agent/src/engines';
import type { Engine, EngineTask, RunEnd, RunSink } from '../../agent/src/engines/engine';
import type { NmapOptions } from '../../agent/src/engines/nmap/options';
import type { Log } from '../../agent/src/log';
import { RunGuard } from '../../agent/src/keeper';
import {
  Link,
  newBellKey,
  newBellLine,
  type BellLine,
  type BellListener,
  type Crew as LinkCrew,
  type Identities,
  type Session,
} from '../../agent/src/link';
import type { Identity } from '../../agent/src/link/identity';
import { Crew, Spool } from '../../agent/src/work';
import { makeAgent, signatory } from '../../control-plane/server/src/fleet/certificate';
import { newId } from '../../control-plane/server/src/platform/ids';

/*
 * Many agents in one process: each with the real link, bell, spool and crew, its own certificate, session and heartbeats. The tool
 * costs nothing: it calls every target down, at once or when it is let go.
 *
 *   node simulated-fleet.cjs make KEYS COUNT FILE      certificates of so many agents, as one JSON array
 *   node simulated-fleet.cjs run URL CA FILE FOLDER    their sessions
 *
 * `run` is told by lines what to do, and answers each by a line of JSON, what was since the one before: `tell`; `hold`: tools that
 * are started from now on end nothing, until `go`.
 */
const [mode, ...args] = process.argv.slice(2);
/** Sessions that are dialled at once. */
const AT_ONCE = 50;

const silent = {
  ...{ info: () => undefined, warn: () => undefined, error: () => undefined },
  with: () => silent,
} as unknown as Log;

/** One key serves all: it is the certificates that differ. */
async function make([keys = '', count = '', file = '']: string[]): Promise<void> {
  const by = await signatory({
    certificatePem: readFileSync(join(keys, 'ca.pem'), 'utf8'),
    keyPem: readFileSync(join(keys, 'ca.key'), 'utf8'),
  });
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const open = new PublicKey(publicKey.export({ type: 'spki', format: 'der' }));
  const authority = readFileSync(join(keys, 'ca.pem'), 'utf8');
  const identities: Identity[] = [];
  const now = new Date();
  for (let n = 0; n < Number(count); n++) {
    const agentId = newId();
    const certificate = (await makeAgent(by, open, agentId, now)).toString('pem');
    const expiresAtMs = now.getTime() + 86_400_000;
    identities.push({ agentId, key, certificate, authority, expiresAtMs, renewAtMs: expiresAtMs });
  }
  writeFileSync(file, JSON.stringify(identities));
}

/** Round trips of heartbeats since the last line, in milliseconds. */
let trips: number[] = [];
let up = 0;
let welcomes = 0;

/** Hears what the crew says and is told, without changing anything of it. */
class Timed implements LinkCrew {
  private readonly said = new Map<number, number>();

  constructor(
    private readonly crew: Crew,
    private readonly welcomedOnce: () => void,
  ) {}

  hello = () => this.crew.hello();

  welcomed(session: Session, welcome: Parameters<LinkCrew['welcomed']>[1]): void {
    up += 1;
    welcomes += 1;
    this.said.clear();
    const say: Session['say'] = (says) => {
      if (says.kind === 'heartbeat') this.said.set(says.sequence, performance.now());
      session.say(says);
    };
    this.crew.welcomed(Object.assign(Object.create(session) as Session, { say }), welcome);
    this.welcomedOnce();
  }

  heard(message: Parameters<LinkCrew['heard']>[0]): void {
    if (message.kind === 'heartbeat-reply') {
      const at = this.said.get(message.sequence);
      if (at !== undefined) trips.push(performance.now() - at);
      this.said.delete(message.sequence);
    }
    this.crew.heard(message);
  }

  lost(): void {
    up -= 1;
    this.crew.lost();
  }
}

/** Holds tools back: what they wait for. */
let gate: Promise<void> | undefined;
let open = (): void => undefined;

const engine: Engine<NmapOptions> = {
  name: 'nmap',
  probe: () =>
    Promise.resolve({ name: 'nmap', available: true, version: '7.93', verdict: 'ready', limits: [] }),
  start({ targets }: EngineTask<NmapOptions>, _tools: unknown, sink: RunSink) {
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    return { end: downed(targets, sink, stopped), stop };
  },
};

async function downed(targets: readonly string[], sink: RunSink, stopped: Promise<void>): Promise<RunEnd> {
  const isStopped = await Promise.race([gate?.then(() => false) ?? false, stopped.then(() => true)]);
  if (isStopped) return { kind: 'stopped' };
  for (const address of targets)
    await sink.target({ address, disposition: 'down', reason: '', observations: [], raw: null });
  return { kind: 'complete' };
}

const bellKey = newBellKey();
/** Those of agents that may hear the bell now. */
const bells = new Set<BellLine>();

/** One that is closed is not counted. */
function bell(listener: BellListener): BellLine {
  const line = newBellLine(bellKey, listener, systemClock, silent);
  bells.add(line);
  return line;
}

async function run([url = '', ca = '', file = '', folder = '']: string[]): Promise<void> {
  const address = { url: new URL(url), ca: readFileSync(ca) };
  const identities = JSON.parse(readFileSync(file, 'utf8')) as Identity[];
  const content = { file: () => Promise.reject(new Error('none')) };
  const engines = { ...makeEngines({ nmap: 'nmap', scratch: folder, content }), nmap: engine };
  const verdicts = engine.probe().then((verdict) => [verdict]);
  const begin = (identity: Identity): Promise<void> =>
    new Promise((resolve) => {
      const crew = new Crew({
        engines,
        verdicts,
        addresses: () => [],
        ...{ slots: 4, deny: [], clock: systemClock, log: silent },
        spool: new Spool(join(folder, identity.agentId), 1024 * 1024),
        introduction: {
          ...{
            agentVersion: '0.1.0',
            hostname: `simulated-${identity.agentId.slice(-6)}`,
            platform: 'bench',
          },
          bellPublicKey: bellKey.publicKey,
        },
        keeper: () =>
          Promise.resolve({
            guard: (slice, deadline) =>
              new RunGuard(slice, deadline, () => {
                throw new Error('there is no tool');
              }),
          }),
        bell,
      });
      const known = { current: () => Promise.resolve(identity), agentId: identity.agentId };
      const link = new Link(
        address,
        known as unknown as Identities,
        new Timed(crew, resolve),
        systemClock,
        silent,
      );
      link.run().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    });
  createInterface({ input: process.stdin }).on('line', (line) => {
    told(line);
    tell();
  });
  const rest = [...identities];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = rest.pop(); next; next = rest.pop()) await begin(next);
    }),
  );
}

function told(command: string): void {
  if (command === 'hold') gate = new Promise((resolve) => (open = resolve));
  else if (command === 'go') {
    gate = undefined;
    open();
  }
}

function tell(): void {
  const sorted = trips.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  const hearing = [...bells].filter(({ connected }) => connected).length;
  const line = { up, welcomes, hearing, heartbeats: sorted.length, p50: at(0.5), p99: at(0.99), most: at(1) };
  trips = [];
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

void (mode === 'make' ? make(args) : run(args)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
