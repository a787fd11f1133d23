// What the fleet costs: a scan through the whole system against bare nmap with the same arguments, the same
// slices and as many processes at once.
import http from 'node:http';
import { bareNmap } from './bare-nmap.mjs';
import { makeJob, runScan, slicesOf, startFleet } from './fleet.mjs';
import { median } from './timing.mjs';

const PAIRS = 5;
const AGENTS = 2;
const SLOTS = 4;

/**
 * The longer scan: sixteen slices of sixteen addresses for eight tool slots, so that each slot takes a second
 * slice; the packet rate makes it last about three quarters of a minute whatever the machine.
 */
const LONGER = {
  name: '256 loopback addresses, standard preset',
  targets: ['127.0.1.0/24'],
  preset: 'standard',
  options: { maxRate: 1500 },
};
const SHORT = { name: '1 loopback address, quick preset', targets: ['127.0.1.1'], preset: 'quick' };

/** Something to find: a web server on every sixteenth address. */
const SERVED = Array.from({ length: 16 }, (_, index) => `127.0.1.${index * 16 + 1}`);
const SERVED_PORT = 8888;

export default async function overhead(measure) {
  const servers = await Promise.all(SERVED.map(serve));
  try {
    const installation = await startFleet(measure, { agents: AGENTS, slots: SLOTS });
    const bare = await bareNmap(measure.folder);
    const short = await pairs(measure, installation, bare, SHORT);
    const longer = await pairs(measure, installation, bare, LONGER);
    return [...rowsOf(SHORT.name, short, shortVerdict), ...rowsOf(LONGER.name, longer, longerVerdict)];
  } finally {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  }
}

/** The two take turns at being first; the very first is the fleet, whose scan tells how it is sliced. */
async function pairs({ say }, installation, bare, wanted) {
  const { api } = installation;
  const job = await makeJob(installation, wanted);
  const found = { fleet: [], bare: [] };
  let slices;
  const turns = {
    fleet: async () => {
      found.fleet.push(await runScan(api, job.id));
      slices ??= await slicesOf(api, found.fleet[0].scan.id);
    },
    bare: async () => {
      const { options } = found.fleet[0].scan.profiles[0];
      found.bare.push(await bare(options, slices, AGENTS * SLOTS));
    },
  };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const who of pair % 2 === 0 ? ['fleet', 'bare'] : ['bare', 'fleet']) await turns[who]();
    const [fleet, alone] = [found.fleet.at(-1).finishedMs, found.bare.at(-1)].map(seconds);
    say(`${wanted.name}: ${fleet} s through the fleet, ${alone} s bare`);
  }
  return {
    finished: median(found.fleet.map(({ finishedMs }) => finishedMs)),
    processed: median(found.fleet.map(({ processedMs }) => processedMs)),
    bare: median(found.bare),
    slices: slices.length,
  };
}

function rowsOf(name, found, verdict) {
  return [
    { what: `${name}: bare nmap (${found.slices} slices)`, value: found.bare / 1000, unit: 's' },
    { what: `${name}: fleet, Finished`, value: found.finished / 1000, unit: 's' },
    { what: `${name}: fleet, processed`, value: found.processed / 1000, unit: 's' },
    { what: `${name}: overhead`, ...verdict(found) },
  ];
}

function longerVerdict({ finished, bare }) {
  return { value: finished / bare, unit: '×', target: '<= 1.10', ok: finished / bare <= 1.1 };
}

function shortVerdict({ finished, bare }) {
  const value = (finished - bare) / 1000;
  return { value, unit: 's', target: '<= 2 s', ok: value <= 2 };
}

function serve(host) {
  return new Promise((resolve, reject) => {
    const server = http.createServer((_, response) => response.end('hello\n'));
    server.once('error', reject);
    server.listen({ host, port: SERVED_PORT }, () => resolve(server));
  });
}

const seconds = (ms) => (ms / 1000).toFixed(1);
