import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleObservation } from '@scanfleet/readers';
import type { EngineRun } from '../engine';
import { Heard } from '../heard.fixture';
import type { SystemObservation, UpdateObservation } from '../observation';
import { OpenscapEngine } from '../openscap/engine';
import type { OpenscapOptions } from '../openscap/options';
import { OsPatchEngine } from '../os-patch/engine';
import { SpawningLauncher } from '../spawning-launcher.fixture';
import { type FarHost, startFarHost } from './far-host.fixture';
import type { Login } from './login';
import { sshPlace } from './place';

const FIXTURES = join(__dirname, '../../../fixtures/openscap');
/** A tool that takes as long as it is let. */
const SLOW = '#!/bin/sh\necho xccdf_lab.facts_rule_one:pass\nsleep 7401 & wait\n';

let folder: string;
let scratch: string;
let content: string;
let one: FarHost;
let two: FarHost;
let bare: FarHost;
let slow: FarHost;
let launcher: SpawningLauncher;
let heard: Heard;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'far-engines-'));
  scratch = join(folder, 'scratch');
  mkdirSync(scratch);
  content = join(folder, 'facts-ds.xml');
  const words = readFileSync(join(FIXTURES, 'facts-ds.xml'), 'utf8');
  writeFileSync(content, words.replaceAll('/etc/lab/facts', '/srv/facts'));
  [one, two, bare, slow] = await Promise.all([
    startFarHost(),
    startFarHost({ address: '127.0.0.2' }),
    startFarHost({ address: '127.0.0.3', hides: ['/usr/bin/oscap'] }),
    startFarHost({ address: '127.0.0.4', files: { '/usr/bin/oscap': SLOW } }),
  ]);
  writeFileSync(join(one.facts, 'facts'), 'one=yes\ntwo=no\n');
  writeFileSync(join(two.facts, 'facts'), 'one=no\ntwo=yes\n');
}, 60_000);
afterAll(async () => {
  await Promise.all([one, two, bare, slow].map((host) => host.stop()));
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  launcher = new SpawningLauncher();
  heard = new Heard();
});
afterEach(() => launcher.end());

const options = (): OpenscapOptions => ({
  kind: 'xccdf',
  content: { sha256: 'a'.repeat(64), bytes: statSync(content).size },
  benchmark: null,
  profile: 'xccdf_lab.facts_profile_all',
  tailoring: null,
  rules: 5,
  timeoutSeconds: 120,
  htmlReport: false,
});

function evaluate(targets: string[], login: Login | null, changes: Partial<OpenscapOptions> = {}): EngineRun {
  const engine = new OpenscapEngine({
    ...{ scratch, ssh: sshPlace(folder), addresses: () => [] },
    content: { file: () => Promise.resolve(content) },
  });
  return engine.start({ targets, options: { ...options(), ...changes }, login }, launcher, heard);
}

function ask(targets: string[], login: Login | null, freshLists = false): EngineRun {
  const engine = new OsPatchEngine({ scratch, ssh: sshPlace(folder), addresses: () => [] });
  return engine.start({ targets, options: { freshLists, timeoutSeconds: 120 }, login }, launcher, heard);
}

const rules = (at: number) =>
  heard.results[at]?.observations.flatMap((each) =>
    each.kind === 'rule'
      ? [(({ rule, result }: RuleObservation) => `${rule.split('_rule_')[1]}:${result}`)(each)]
      : [],
  );

/** Processes of the machine whose command line has the words. */
const processes = (words: string): string[] =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(words);
    } catch {
      return false;
    }
  });

describe('an evaluation of another system', () => {
  it('tells of each rule what is so there', async () => {
    // One credential, two systems: each has a port of its own here.
    expect(await evaluate([one.address], one.login()).end).toEqual({ kind: 'complete' });
    expect(await evaluate([two.address], { ...one.login(), ...two.login() }).end).toEqual({
      kind: 'complete',
    });
    expect(heard.results).toMatchObject([
      { address: one.address, disposition: 'scanned', reason: '' },
      { address: two.address, disposition: 'scanned', reason: '' },
    ]);
    expect(rules(0)).toEqual([
      'one:pass',
      'two:fail',
      'unknowable:error',
      'elsewhere:notapplicable',
      'manual:notchecked',
    ]);
    expect(rules(1)).toEqual([
      'one:fail',
      'two:pass',
      'unknowable:error',
      'elsewhere:notapplicable',
      'manual:notchecked',
    ]);
    expect(heard.results[0]?.raw?.length).toBeGreaterThan(1_000);
    expect(heard.told.length).toBeGreaterThan(4);
    expect(readdirSync(scratch)).toEqual([]);
  }, 30_000);

  it('says that oscap is missing, that nothing applies, and that it may not', async () => {
    await evaluate([bare.address], bare.login()).end;
    await evaluate([one.address], one.login(), { profile: 'xccdf_lab.facts_profile_elsewhere' }).end;
    await evaluate([one.address], one.login({ user: 'nobody' })).end;
    await evaluate([one.address], one.login({ hostKeys: new Map([[one.address, [two.hostKey]]]) })).end;
    await evaluate([one.address], null).end;
    expect(heard.results.map(({ disposition, reason }) => [disposition, reason.split(':')[0]])).toEqual([
      ['failed', 'oscap is missing there'],
      ['not applicable', 'none of its 1 rules applies to this system'],
      ['authentication failed', 'authentication failed'],
      ['authentication failed', 'host key changed'],
      ['unreachable', 'no agent runs on it, and the job names no credential to enter it with'],
    ]);
    expect(heard.results[3]?.reason).toMatch(/it has the ED25519 key SHA256:[A-Za-z0-9+/]{43} now$/);
  }, 30_000);

  it('tells a first host key, and no other', async () => {
    await evaluate([one.address], one.login({ hostKeys: new Map(), trustFirstKey: true })).end;
    await evaluate([one.address], one.login({ trustFirstKey: true })).end;
    const keys = heard.results.map(({ observations }) =>
      observations.filter(({ kind }) => kind === 'host-key'),
    );
    expect(keys).toEqual([[{ kind: 'host-key', key: one.hostKey }], []]);
  }, 30_000);

  it('is given up there when it takes too long, and stopped there when it is stopped', async () => {
    await evaluate([slow.address], slow.login(), { timeoutSeconds: 1 }).end;
    expect(heard.results).toMatchObject([
      { disposition: 'timed out', reason: 'not evaluated within 1 seconds' },
    ]);
    expect(processes('7401')).toEqual([]);
    const run = evaluate([slow.address], slow.login());
    heard.progress = () => run.stop();
    expect(await run.end).toEqual({ kind: 'stopped' });
    expect([heard.results.length, processes('7401')]).toEqual([1, []]);
    expect(slow.left()).toEqual([]);
  }, 60_000);
});

describe('the updates of another system', () => {
  const updates = (at: number) =>
    heard.results[at]?.observations.flatMap((each) =>
      each.kind === 'update'
        ? [
            (({ package: name, installed, available }: UpdateObservation) =>
              `${name} ${installed} ${available}`)(each),
          ]
        : [],
    );

  it('are what its own package manager says', async () => {
    expect(await ask([one.address], one.login()).end).toEqual({ kind: 'complete' });
    const [result] = heard.results;
    expect(result).toMatchObject({ address: one.address, disposition: 'scanned' });
    const [system] = result?.observations as [SystemObservation];
    expect(system).toMatchObject({ kind: 'system', manager: 'apt', gaps: [] });
    const text = execFileSync('env', ['LC_ALL=C', 'apt', 'list', '--upgradable'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const listed = text.split('\n').flatMap((row) => {
      const [, name, to, from] = /^([^/]+)\/\S+ (\S+) \S+ \[upgradable from: (\S+)\]/.exec(row) ?? [];
      return name === undefined ? [] : [`${name} ${from} ${to}`];
    });
    expect(updates(0)?.sort()).toEqual(listed.sort());
  }, 60_000);

  it('are asked by who may log in, and by nobody else', async () => {
    await ask([one.address], one.login({ user: 'nobody' })).end;
    await ask([one.address], one.login({ port: 1 })).end;
    await ask([one.address], null).end;
    expect(heard.results.map(({ disposition }) => disposition)).toEqual([
      'authentication failed',
      'unreachable',
      'unreachable',
    ]);
  }, 30_000);

  it('are not asked further once it is stopped', async () => {
    const run = ask([one.address], one.login());
    heard.progress = () => run.stop();
    expect(await run.end).toEqual({ kind: 'stopped' });
    expect(heard.results).toEqual([]);
  }, 30_000);
});
