// What the fleet costs when content is evaluated: a profile through the whole system against bare oscap with the same content,
// the same tailoring and the same output: results, and the report for people.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runScan, startFleet } from './fleet.mjs';
import { median } from './timing.mjs';

const PAIRS = 5;
/** More would be a fleet that costs too much. */
const MOST = 1.1;
const CONTENT = '/usr/share/xml/scap/ssg/content/ssg-ubuntu2204-ds.xml';
const PROFILE = 'xccdf_org.ssgproject.content_profile_cis_level2_server';
const OVERRIDE = {
  platforms: ['cpe:/o:canonical:ubuntu_linux:22.04::~~lts~~~', 'cpe:/a:machine'],
  whenFileExists: '/etc/debian_version',
};
/** Each walks the whole file system, for longer than all other rules together. */
const CHANGES = {
  unselect: ['file_permissions_unauthorized_world_writable', 'no_files_unowned_by_user'].map(
    (rule) => `xccdf_org.ssgproject.content_rule_${rule}`,
  ),
};

export default async function openscapOverhead(measure) {
  const installation = await startFleet(measure, { agents: 1, slots: 2 });
  const { api, first } = installation;
  const call = caller(installation);
  const made = await call('POST', '/packages?name=ubuntu', 'application/xml', fs.readFileSync(CONTENT));
  const override = JSON.stringify(OVERRIDE);
  await call('PUT', `/packages/${made.id}/platform-override`, 'application/json', override);
  const job = await api.post('/jobs', {
    ...{ name: 'CIS', networkId: first.networkId, targets: ['127.0.0.1'] },
    profiles: [{ engine: 'openscap', options: { packageId: made.id, profile: PROFILE, changes: CHANGES } }],
  });
  const bare = bareOscap(measure.folder);
  // Rules walk the file system: the first to do so waits for the disk, whoever it is.
  await bare();
  const found = { fleet: [], processed: [], bare: [] };
  const turns = {
    fleet: async () => {
      const { finishedMs, processedMs } = await runScan(api, job.id);
      found.fleet.push(finishedMs);
      found.processed.push(processedMs);
    },
    bare: async () => found.bare.push(await bare()),
  };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const who of pair % 2 === 0 ? ['fleet', 'bare'] : ['bare', 'fleet']) await turns[who]();
    const [fleet, alone] = [found.fleet.at(-1), found.bare.at(-1)].map((ms) => (ms / 1000).toFixed(1));
    measure.say(`${fleet} s through the fleet, ${alone} s bare`);
  }
  const ratio = median(found.fleet.map((ms, at) => ms / found.bare[at]));
  return [
    { what: 'bare oscap', value: median(found.bare) / 1000, unit: 's' },
    { what: 'fleet, Finished', value: median(found.fleet) / 1000, unit: 's' },
    { what: 'fleet, processed', value: median(found.processed) / 1000, unit: 's' },
    {
      what: `overhead, median of ${PAIRS} pairs`,
      value: ratio,
      unit: '×',
      target: `<= ${MOST}`,
      ok: ratio <= MOST,
    },
  ];
}

/** What the measures' own client has no call for. */
function caller({ url, tokenFile }) {
  const authorization = `Bearer ${fs.readFileSync(tokenFile, 'utf8').trim()}`;
  return async (method, route, type, body) => {
    const headers = { authorization, 'content-type': type };
    const response = await fetch(`${url}/api/v1${route}`, { method, body, headers });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}

/** Milliseconds of one run. */
function bareOscap(folder) {
  const require = createRequire(import.meta.url);
  const built = (name) =>
    require(path.resolve(import.meta.dirname, '../../control-plane/server/dist/packages', name));
  const [content, tailoring, results] = ['content', 'tailoring', 'results'].map((name) =>
    path.join(folder, `bare-${name}.xml`),
  );
  fs.writeFileSync(content, built('override.js').withOverride(fs.readFileSync(CONTENT, 'utf8'), OVERRIDE));
  const { tailoringOf, tailoredId } = built('tailoring.js');
  fs.writeFileSync(tailoring, tailoringOf(PROFILE, 'CIS', { select: [], values: [], ...CHANGES }));
  const profile = ['--profile', tailoredId(PROFILE), '--tailoring-file', tailoring];
  const args = [
    'xccdf',
    'eval',
    '--skip-validation',
    '--progress',
    ...profile,
    ...['--results-arf', results],
    ...['--report', path.join(folder, 'bare-report.html')],
    content,
  ];
  // The measure goes on hearing meanwhile: a connection that the other side ends is not used again.
  return () => {
    const start = performance.now();
    return new Promise((resolve, reject) => {
      execFile('oscap', args, { encoding: 'utf8', maxBuffer: 1 << 28 }, (error, _, stderr) => {
        const code = error === null ? 0 : error.code;
        if (code === 0 || code === 2) resolve(performance.now() - start);
        else reject(new Error(`oscap ended with ${code}: ${stderr.slice(-500)}`));
      });
    });
  };
}
