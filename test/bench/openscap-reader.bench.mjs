// The reader of OpenSCAP's results against two that build nothing, `xmllint --stream` and Python's iterparse: on a real
// ARF whose reports are there once, and many times over.
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from '../../scripts/services/packages.mjs';
import { median, timed } from './timing.mjs';

const BUNDLE = path.join(ROOT, 'agent', 'dist', 'scanfleet-agent.js');
const SAMPLE = path.join(ROOT, 'readers', 'fixtures', 'openscap', 'debian11-standard-arf.xml.gz');
const ITERPARSE = `
import sys
import xml.etree.ElementTree as tree
depth = 0
for event, element in tree.iterparse(sys.argv[1], events=("start", "end")):
    depth += 1 if event == "start" else -1
    if event == "end" and depth > 2:
        element.clear()
`;
/** How often the reports are there, and how many rounds: the readers take turns. */
const SIZES = [
  { times: 1, rounds: 5 },
  { times: 20, rounds: 3 },
  { times: 100, rounds: 2 },
];
/** Of the largest document's peak to that of one a fifth as large; below that the runtime's own heap still grows. */
const FLAT = 1.25;

const readers = {
  scanfleet: (file) => timed(process.execPath, [BUNDLE, 'parse', 'openscap', file]),
  xmllint: (file) => timed('xmllint', ['--stream', '--noout', file]),
  iterparse: (file) => timed('python3', ['-c', ITERPARSE, file]),
};

export default async function openscapReader({ folder, say }) {
  const rows = [];
  const peaks = [];
  for (const { times, rounds } of SIZES) {
    const file = path.join(folder, `${times}.xml`);
    repeated(file, times);
    const megabytes = fs.statSync(file).size / 1e6;
    say(`${Math.round(megabytes)} MB`);
    const found = await turns(file, rounds);
    peaks.push(found.scanfleet.peakMb);
    rows.push(...judged(megabytes, found, times === SIZES.at(-1).times));
    fs.rmSync(file);
  }
  const growth = peaks.at(-1) / peaks.at(-2);
  rows.push({
    what: 'peak memory against that of a fifth',
    value: growth,
    unit: '×',
    target: `<= ${FLAT}`,
    ok: growth <= FLAT,
  });
  return rows;
}

function repeated(file, times) {
  const text = gunzipSync(fs.readFileSync(SAMPLE)).toString();
  const [start, end] = [
    text.indexOf('<arf:reports>') + '<arf:reports>'.length,
    text.indexOf('</arf:reports>'),
  ];
  fs.writeFileSync(file, text.slice(0, start));
  for (let time = 0; time < times; time += 1) fs.appendFileSync(file, text.slice(start, end));
  fs.appendFileSync(file, text.slice(end));
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

function judged(megabytes, { scanfleet, xmllint, iterparse }, judge) {
  const rate = (run) => megabytes / (run.ms / 1000);
  const size = `${Math.round(megabytes)} MB`;
  const against = (other, target) => {
    const value = rate(scanfleet) / rate(other);
    return judge && target ? { value, target: `>= ${target}`, ok: value >= target } : { value };
  };
  return [
    { what: `${size}: scanfleet-agent parse`, value: rate(scanfleet), unit: 'MB/s' },
    { what: `${size}: xmllint --stream`, value: rate(xmllint), unit: 'MB/s' },
    { what: `${size}: Python iterparse`, value: rate(iterparse), unit: 'MB/s' },
    { what: `${size}: against xmllint`, unit: '×', ...against(xmllint) },
    { what: `${size}: against iterparse`, unit: '×', ...against(iterparse, 1) },
    { what: `${size}: peak memory`, value: scanfleet.peakMb, unit: 'MB' },
  ];
}
