import { makeEngines } from '../../agent/src/engines';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../agent/src/clock';
import type { Engine, EngineRun, EngineTask, RunEnd, RunSink } from '../../agent/src/engines/engine';
import type { NmapOptions } from '../../agent/src/engines/nmap/options';
import type { Observation } from '../../agent/src/engines/observation';
import { RunGuard } from '../../agent/src/keeper';
import { Identities, Link, newBellKey, newBellLine } from '../../agent/src/link';
import { stderrLog } from '../../agent/src/log';
import { Crew, Spool } from '../../agent/src/work';

/*
 * An agent whose tool costs nothing: the real link, bell, spool and slices, with an engine that delivers
 * made-up targets as fast as they are taken. Only the rows' way to the ledger is left to measure.
 *
 *   node scripted-agent.cjs URL CA STATE JOIN-TOKEN NAME SLOTS ROWS-PER-TARGET
 */
const [url = '', ca = '', stateDir = '', joinToken = '', name = '', slots = '', rows = ''] =
  process.argv.slice(2);

/** An open port as nmap's service detection reports it. */
function portSeen(port: number): Observation {
  return {
    kind: 'port',
    protocol: 'tcp',
    port,
    state: 'open',
    reason: 'syn-ack',
    service: {
      name: 'http',
      product: 'nginx',
      version: `1.22.${port % 100}`,
      extraInfo: null,
      osType: null,
      deviceType: null,
      hostname: null,
      tunnel: null,
      method: 'probed',
      confidence: 10,
      cpe: [`cpe:/a:igor_sysoev:nginx:1.22.${port % 100}`],
    },
  };
}

const observations: Observation[] = [
  {
    kind: 'host',
    status: 'up',
    statusReason: 'echo-reply',
    hostnames: [],
    mac: null,
    macVendor: null,
    os: [],
    distance: null,
    trace: [],
    extraPorts: [],
  },
  ...Array.from({ length: Number(rows) - 1 }, (_, index) => portSeen(index + 1)),
];

/** About what nmap writes for such a host. */
const portElements = observations
  .map((seen) =>
    seen.kind === 'port'
      ? `<port protocol="tcp" portid="${seen.port}"><state state="open" reason="syn-ack" reason_ttl="64"/>` +
        `<service name="http" product="nginx" version="${seen.service?.version}" method="probed" conf="10">` +
        `<cpe>${seen.service?.cpe[0]}</cpe></service></port>\n`
      : '',
  )
  .join('');

const engine: Engine<NmapOptions> = {
  name: 'nmap',
  probe: () =>
    Promise.resolve({ name: 'nmap', available: true, version: '7.93', verdict: 'ready', limits: [] }),
  start({ targets }: EngineTask<NmapOptions>, _tools: unknown, sink: RunSink): EngineRun {
    return { end: deliver(targets, sink), stop: () => undefined };
  },
};

async function deliver(targets: readonly string[], sink: RunSink): Promise<RunEnd> {
  for (const address of targets) {
    const raw = Buffer.from(`<host><address addr="${address}"/>\n<ports>\n${portElements}</ports></host>`);
    await sink.target({ address, disposition: 'scanned', reason: '', observations, raw });
  }
  return { kind: 'complete' };
}

const address = { url: new URL(url), ca: readFileSync(ca) };
const identities = new Identities(
  address,
  { stateDir, joinToken: joinToken, hostname: name },
  systemClock,
  stderrLog,
);
const bellKey = newBellKey();
const crew = new Crew({
  engines: {
    ...makeEngines({
      nmap: 'nmap',
      scratch: stateDir,
      content: { file: () => Promise.reject(new Error('none')) },
    }),
    nmap: engine,
  },
  verdicts: engine.probe().then((verdict) => [verdict]),
  addresses: () => [],
  slots: Number(slots),
  deny: [],
  spool: new Spool(join(stateDir, 'spool'), 256 * 1024 * 1024),
  clock: systemClock,
  log: stderrLog,
  introduction: {
    agentVersion: '0.1.0',
    hostname: name,
    platform: 'bench',
    bellPublicKey: bellKey.publicKey,
  },
  keeper: () =>
    Promise.resolve({
      guard: (run, deadline) =>
        new RunGuard(run, deadline, () => {
          throw new Error('there is no tool');
        }),
    }),
  bell: (listener) => newBellLine(bellKey, listener, systemClock, stderrLog),
});
const link = new Link(address, identities, crew, systemClock, stderrLog);
process.once('SIGTERM', () => process.exit(0));
void link.run().then(
  () => process.exit(0),
  () => process.exit(1),
);
