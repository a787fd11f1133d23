// The way back: rows from the agents' spools to the ledger, against writing the same rows directly.
//
// The agents are real but for their tool, which delivers made-up hosts as fast as they are taken: every chunk
// is spooled (fsync), sent over mTLS, committed under the slice's fence and acknowledged.
import fs from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { cameInto, makeJob, runScan, startFleet } from './fleet.mjs';
import { writeAgain } from './ledger-copy.mjs';
import { median } from './timing.mjs';

const ROUNDS = 3;
const AGENTS = 2;
const SLOTS = 4;
/** One target fills one chunk. */
const ROWS_PER_TARGET = 500;
/** Sixteen slices of eight addresses. */
const TARGETS = ['127.2.0.0/25'];

export default async function ingest(measure) {
  const { say } = measure;
  const installation = await startFleet(measure, { agents: 0 });
  await startScriptedAgents(measure, installation);
  const job = await makeJob(installation, { name: 'made-up hosts', targets: TARGETS, preset: 'quick' });
  const ledger = installation.ledger;
  const found = [];
  await once(installation, job, ledger);
  for (let round = 0; round < ROUNDS; round += 1) {
    found.push(await once(installation, job, ledger));
    const { fleet, bare, processed } = found.at(-1);
    say(
      `${rate(fleet)} rows/s through the fleet, ${rate(bare)} bare, processed after ${processed.toFixed(1)} s`,
    );
  }
  const fleet = median(found.map((one) => one.fleet));
  const bare = median(found.map((one) => one.bare));
  const processed = median(found.map((one) => one.processed));
  return [
    { what: `rows to their acknowledgement, ${AGENTS} agents`, value: fleet, unit: 'rows/s' },
    { what: `bare upsert, ${AGENTS * SLOTS} connections`, value: bare, unit: 'rows/s' },
    {
      what: 'against the bare upsert',
      value: fleet / bare,
      unit: '×',
      target: '>= 0.5',
      ok: fleet / bare >= 0.5,
    },
    { what: 'from the last row to processed', value: processed, unit: 's' },
  ];
}

/**
 * Rows a second both ways. Through the fleet: from the first slice lent to the last one finished, which is
 * said only when every row of it is committed.
 */
async function once({ api }, job, ledger) {
  const { scan } = await runScan(api, job.id, { lookMs: 100 });
  const processed = Date.now();
  const lent = await cameInto(api, scan.id, 'Running');
  const delivered = await cameInto(api, scan.id, 'Loading');
  const { observations, ms } = await writeAgain(ledger, scan.id, AGENTS * SLOTS);
  return {
    fleet: observations / ((delivered - lent) / 1000),
    bare: observations / (ms / 1000),
    processed: (processed - delivered) / 1000,
  };
}

async function startScriptedAgents({ folder, processes }, { api, first, fleetUrl, authority }) {
  const program = await bundle('scripted-agent.ts', folder);
  for (let index = 1; index <= AGENTS; index += 1) {
    const name = `scripted-agent-${index}`;
    const state = path.join(folder, 'agents', name);
    fs.mkdirSync(state, { recursive: true, mode: 0o700 });
    const token = await api.joinToken(first.poolId);
    const args = [fleetUrl, authority, state, token, name, SLOTS, ROWS_PER_TARGET].map(String);
    processes.start(name, process.execPath, [program, ...args]);
  }
}

const rate = (rows) => Math.round(rows);
