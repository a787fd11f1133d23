// The reader of nmap's XML against two that build nothing: `xmllint --stream` and Python's iterparse.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/services/packages.mjs';
import { median, timed } from './timing.mjs';

const BUNDLE = path.join(ROOT, 'agent', 'dist', 'scanfleet-agent.js');
const GENERATOR = path.join(import.meta.dirname, 'nmap-xml.mjs');
const ITERPARSE = `
import sys
import xml.etree.ElementTree as tree
events = tree.iterparse(sys.argv[1], events=("start", "end"))
_, root = next(events)
for event, element in events:
    if event == "end" and element.tag == "host":
        root.clear()
`;

/** Hosts and how many rounds: the readers take turns, so that a noisy neighbour troubles all of them. */
const SIZES = [
  { hosts: 1_000, rounds: 5 },
  { hosts: 10_000, rounds: 3 },
  { hosts: 100_000, rounds: 2 },
];

const readers = {
  scanfleet: (file) => timed(process.execPath, [BUNDLE, 'parse', 'nmap', file]),
  xmllint: (file) => timed('xmllint', ['--stream', '--noout', file]),
  iterparse: (file) => timed('python3', ['-c', ITERPARSE, file]),
};

export default async function reader({ folder, say }) {
  const rows = [];
  for (const { hosts, rounds } of SIZES) {
    const file = path.join(folder, `${hosts}.xml`);
    say(`${hosts} hosts`);
    await timed(process.execPath, [GENERATOR, String(hosts), file]);
    const found = await turns(file, rounds);
    rows.push(...judged(hosts, fs.statSync(file).size / 1e6, found));
    fs.rmSync(file);
  }
  return rows;
}

async function turns(file, rounds) {
  const runs = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, read] of Object.entries(readers)) runs[name].push(await read(file));
  }
  return Object.fromEntries(
    Object.entries(runs).map(([name, list]) => [
      name,
      { ms: median(list.map((run) => run.ms)), peakMb: Math.max(...list.map((run) => run.peakMb)) },
    ]),
  );
}

function judged(hosts, megabytes, { scanfleet, xmllint, iterparse }) {
  const rate = (run) => megabytes / (run.ms / 1000);
  const size = `${hosts} hosts (${Math.round(megabytes)} MB)`;
  // Start-up outweighs the reading of the smaller files: the targets are for the largest.
  const judge = hosts === SIZES.at(-1).hosts;
  const against = (other, target) => {
    const value = rate(scanfleet) / rate(other);
    return judge ? { value, target: `>= ${target}`, ok: value >= target } : { value };
  };
  const memory = {
    value: scanfleet.peakMb,
    unit: 'MB',
    ...(judge && { target: '<= 160', ok: scanfleet.peakMb <= 160 }),
  };
  return [
    { what: `${size}: scanfleet-agent parse`, value: rate(scanfleet), unit: 'MB/s' },
    { what: `${size}: xmllint --stream`, value: rate(xmllint), unit: 'MB/s' },
    { what: `${size}: Python iterparse`, value: rate(iterparse), unit: 'MB/s' },
    { what: `${size}: against xmllint`, unit: '×', ...against(xmllint, 0.35) },
    { what: `${size}: against iterparse`, unit: '×', ...against(iterparse, 1.4) },
    { what: `${size}: peak memory`, ...memory },
  ];
}
