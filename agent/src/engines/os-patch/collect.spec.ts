import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpawningLauncher } from '../spawning-launcher.fixture';
import { collect, type Answer, type System } from './collect';
import { stateOf } from './document';
import { debianRoot, fedoraRoot, rpmRepository, suseRoot } from './lab.fixture';
import { LocalSystem } from './local-system';
import { managerOf, questionsOf, type Asking, type Question } from './questions';
import type { PatchState } from './state';

let folder: string;
let launcher: SpawningLauncher;
let roots: { debian: string; fedora: string; suse: string };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'os-patch-'));
  const repository = rpmRepository(folder);
  roots = {
    debian: debianRoot(folder),
    fedora: fedoraRoot(folder, repository),
    suse: suseRoot(folder, repository),
  };
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => (launcher = new SpawningLauncher()));
afterEach(() => launcher.end());

let lists = 0;
function ownLists(): string {
  const made = join(folder, `lists${(lists += 1)}`);
  mkdirSync(join(made, 'partial'), { recursive: true });
  return made;
}

async function state(asking: Asking): Promise<PatchState> {
  const collected = await collect(new LocalSystem(launcher), asking, () => undefined);
  if (collected.kind !== 'answered') throw new Error(JSON.stringify(collected));
  return stateOf(collected.document);
}

const shown = ({ updates }: PatchState) =>
  updates.map((one) => [
    one.package,
    one.installed,
    one.available,
    one.isSecurity,
    one.isHeld,
    ...one.advisories.map(({ id }) => id),
  ]);

/** Every file of a tree with what is in it. */
function contents(root: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((name) => join(root, name))
      .filter((file) => statSync(file).isFile())
      .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}

describe('a real apt', () => {
  it.each([false, true])('says what is to be updated, its lists fetched anew: %s', async (isAnew) => {
    const before = contents(roots.debian);
    const found = await state({ root: roots.debian, lists: isAnew ? ownLists() : null });
    expect(shown(found)).toEqual([
      ['foo-tools', '1.0-1', '1.0-1+deb12u1', true, false],
      ['libfoo', '1.0-1', '1.0-1+deb12u1', true, false],
      ['bar', '2:2.0-1', '2:2.1-1', false, false],
      ['held', '1.0', '1.1', false, true],
    ]);
    expect(found.updates[0]).toMatchObject({
      sourcePackage: 'foo',
      origins: ['Debian-Security:12/oldstable-security'],
    });
    expect(found.reboot).toEqual({ required: true, reasons: ['a package asks for it'] });
    expect(found.gaps).toEqual([]);
    expect(Date.parse(found.metadataAt ?? '')).toBeGreaterThan(Date.now() - 600_000);
    expect(contents(roots.debian)).toEqual(before);
  });

  it('says of this machine what its own list says', async () => {
    const found = await state({ root: null, lists: null });
    const { stdout } = spawnSync('env', ['LC_ALL=C', 'apt', 'list', '--upgradable'], { encoding: 'utf8' });
    const own = stdout.split('\n').flatMap((line) => {
      const [, name, to, architecture, from] =
        /^([^/]+)\/\S+ (\S+) (\S+) \[upgradable from: (\S+)\]/.exec(line) ?? [];
      return name === undefined ? [] : [`${name} ${architecture} ${from} ${to}`];
    });
    const ours = found.updates.map(
      (one) => `${one.package} ${one.architecture} ${one.installed} ${one.available}`,
    );
    expect(ours.sort()).toEqual(own.sort());
    expect(found.system.id).toBe('debian');
  });
});

describe('a real dnf', () => {
  it('says what is to be updated, and by which advisories', async () => {
    const found = await state({ root: roots.fedora, lists: ownLists() });
    expect(shown(found)).toEqual([
      ['foo', '1.0-1', '1.1-1', true, false, 'LAB-2026-1'],
      ['bar', '2:2.0-1', '2:2.1-1', false, false, 'LAB-2026-2'],
      ['baz', '3.0-1', '3.5-1', false, false],
    ]);
    expect(found.updates[0]?.advisories[0]).toMatchObject({
      severity: 'important',
      kind: 'security',
      cves: ['CVE-2099-0001', 'CVE-2099-0002'],
    });
    expect(found.system.supportEnds).toBe('2025-05-13');
    expect(Date.parse(found.metadataAt ?? '')).toBeGreaterThan(Date.now() - 600_000);
  });
});

describe('a real zypper', () => {
  it('says what is to be updated, and by which patches', async () => {
    const found = await state({ root: roots.suse, lists: ownLists() });
    expect(shown(found)).toEqual([
      ['foo', '1.0-1', '1.1-1', true, false, 'LAB-2026-1'],
      ['bar', '2:2.0-1', '2:2.1-1', false, false, 'LAB-2026-2'],
      ['baz', '3.0-1', '3.5-1', false, false],
    ]);
    expect(found.updates[0]?.advisories[0]).toMatchObject({
      severity: 'important',
      cves: ['CVE-2099-0001', 'CVE-2099-0002'],
    });
    expect(found.gaps).toEqual([]);
  });
});

describe('what cannot be told', () => {
  const answering = (answers: (question: Question) => Partial<Answer>): System => ({
    ask: (question) => Promise.resolve({ code: 0, stdout: '', complaint: '', ...answers(question) }),
  });
  const asked = (answers: (question: Question) => Partial<Answer>) =>
    collect(answering(answers), { root: null, lists: null }, () => undefined);

  it('is a failure where it is needed, with the reason', async () => {
    const failed = await asked(({ part }) =>
      part === 'simulation' ? { code: 100, complaint: 'E: broken' } : { stdout: 'ID=debian\n' },
    );
    expect(failed).toEqual({ kind: 'failed', reason: 'apt-get dist-upgrade: exit code 100, E: broken' });
    expect(await asked(() => ({ code: null, complaint: 'spawn ENOENT' }))).toEqual({
      kind: 'failed',
      reason: 'cat: spawn ENOENT',
    });
  });

  it('is a gap elsewhere', async () => {
    const found = await asked(({ part }) =>
      part === 'holds' ? { code: 1, complaint: 'no' } : { stdout: part === 'osRelease' ? 'ID=debian\n' : '' },
    );
    expect(found.kind === 'answered' && stateOf(found.document).gaps).toEqual([
      'apt-mark showhold: exit code 1, no',
    ]);
  });

  it('is the whole of a system that has none of the managers', async () => {
    expect(await asked(() => ({ stdout: 'ID=alpine\n' }))).toEqual({ kind: 'unknown system' });
    expect(managerOf('ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toBe('apt');
    expect(managerOf('ID=constructor\n')).toBeUndefined();
  });
});

it('asks nothing that changes a system', () => {
  const changing = /^(install|upgrade|full-upgrade|remove|autoremove|purge|in|up|dup|patch|-i|-U|-e|mark)$/;
  for (const manager of ['apt', 'dnf', 'zypper'] as const)
    for (const own of [null, '/own']) {
      const questions = questionsOf(manager, { root: null, lists: own });
      for (const { file, args } of questions) {
        const verbs = args.filter((arg) => changing.test(arg) && !(file === 'zypper' && arg === 'patch'));
        expect([file, verbs]).toEqual([file, []]);
        if (args.includes('dist-upgrade')) expect(args[0]).toBe('-s');
        if (args.includes('update')) expect(args).toContain('Dir::State::lists=/own');
      }
      expect(questions.some(({ args }) => args.includes('update') || args.includes('refresh'))).toBe(
        own !== null && manager !== 'dnf',
      );
    }
});

it('ends the program that is asked, and asks no further, when it is stopped', async () => {
  const system = new LocalSystem(launcher);
  const answer = system.ask({ part: 'x', file: 'sleep', args: ['1009'] });
  system.stop();
  expect(await answer).toMatchObject({ code: null, complaint: 'ended (stop)' });
  expect(await system.ask({ part: 'y', file: 'true', args: [] })).toMatchObject({
    code: null,
    complaint: 'stopped',
  });
  expect(launcher.commands).toHaveLength(1);
});
