import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../clock';
import { Heard } from '../heard.fixture';
import { ownAddresses } from '../own-addresses';
import { SpawningLauncher } from '../spawning-launcher.fixture';
import { sshPlace } from '../ssh/place';
import { OsPatchEngine } from './engine';
import { debianRoot } from './lab.fixture';
import type { OsPatchOptions } from './options';
import { AS_LISTED } from './options.fixture';
import { readPatches } from './reader';

const OWN = ['192.0.2.7', '2001:db8::7'];
const STRANGER = '192.0.2.8';

let folder: string;
let root: string;
let scratch: string;
let launcher: SpawningLauncher;
let heard: Heard;
const clock = new ManualClock();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'os-patch-engine-'));
  root = debianRoot(folder);
  scratch = join(folder, 'scratch');
  mkdirSync(scratch);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  launcher = new SpawningLauncher();
  heard = new Heard();
});
afterEach(() => launcher.end());

function start(targets: readonly string[], options: OsPatchOptions = AS_LISTED, at: string | null = root) {
  const engine = new OsPatchEngine({ scratch, root: at, addresses: () => OWN, clock, ssh: sshPlace(folder) });
  return engine.start({ targets, options }, launcher, heard);
}

describe('the engine of updates', () => {
  it('looks at its own machine, by any of its addresses, and at no other', async () => {
    expect(await start([...OWN, STRANGER]).end).toEqual({ kind: 'complete' });
    expect(heard.results.map(({ address, disposition }) => [address, disposition])).toEqual([
      [OWN[0], 'scanned'],
      [OWN[1], 'scanned'],
      [STRANGER, 'unreachable'],
    ]);
    expect(heard.looks).toEqual([{ tool: 'apt', toolVersion: '', ports: [] }]);
    const [system, ...updates] = heard.results[0]!.observations;
    expect(system).toMatchObject({ kind: 'system', manager: 'apt', system: { id: 'debian', version: '12' } });
    expect(updates).toHaveLength(4);
    expect(updates[0]).toMatchObject({
      kind: 'update',
      package: 'foo-tools',
      command: 'apt-get install --only-upgrade foo-tools=1.0-1+deb12u1',
    });
    // What is held is for nobody to install.
    expect(updates.find((one) => one.kind === 'update' && one.isHeld)).toMatchObject({ command: '' });
  });

  it('gives its raw output, from which the same is read again', async () => {
    await start([OWN[0]!]).end;
    const { raw, observations } = heard.results[0]!;
    const reading = readPatches(Buffer.from(raw!));
    const updates = observations.flatMap((one) => (one.kind === 'update' ? [one] : []));
    expect(updates).toHaveLength(4);
    expect(updates).toMatchObject(reading.kind === 'read' ? reading.state.updates : []);
  });

  it('leaves no list behind that it fetched', async () => {
    const run = start([OWN[0]!], { ...AS_LISTED, freshLists: true });
    expect(await run.end).toEqual({ kind: 'complete' });
    expect(heard.results[0]?.observations).toHaveLength(5);
    expect(launcher.commands.some(({ args }) => args.includes('update'))).toBe(true);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('gives a system up that does not answer in time, and goes on', async () => {
    const slow = new (class extends SpawningLauncher {
      override launch(command: Parameters<SpawningLauncher['launch']>[0]) {
        const asksApt = command.args.includes('dist-upgrade') && this.commands.length < 3;
        const tool = super.launch(asksApt ? { ...command, file: 'sleep', args: ['1010'] } : command);
        if (asksApt) clock.advance(AS_LISTED.timeoutSeconds * 1_000);
        return tool;
      }
    })();
    const engine = new OsPatchEngine({ scratch, root, addresses: () => OWN, clock, ssh: sshPlace(folder) });
    const run = engine.start({ targets: OWN, options: AS_LISTED }, slow, heard);
    expect(await run.end).toEqual({ kind: 'complete' });
    expect(heard.results.map(({ disposition, reason }) => [disposition, reason])).toEqual([
      ['timed out', 'it did not answer within 60 seconds'],
      ['scanned', ''],
    ]);
    await slow.end();
  });

  it('is ended by a stop, and then delivers nothing that is not whole', async () => {
    const run = start(OWN, { ...AS_LISTED, freshLists: true });
    run.stop();
    run.stop();
    expect(await run.end).toEqual({ kind: 'stopped' });
    expect(heard.results).toEqual([]);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('says that a system cannot be asked, or has no manager that it knows', async () => {
    await start([OWN[0]!], AS_LISTED, join(folder, 'nowhere')).end;
    expect(heard.results[0]).toMatchObject({
      disposition: 'failed',
      reason: expect.stringMatching(/^cat: exit code 1/) as string,
    });
    const alpine = join(folder, 'alpine');
    mkdirSync(join(alpine, 'etc'), { recursive: true });
    launcher.launch({ file: 'sh', args: ['-c', `echo ID=alpine > ${alpine}/etc/os-release`], stdin: '' });
    await launcher.tools.at(-1)?.exit;
    await start([OWN[0]!], AS_LISTED, alpine).end;
    expect(heard.results[1]).toMatchObject({ disposition: 'not applicable' });
  });

  it('is failed when what it delivers is not taken', async () => {
    heard.target = () => Promise.reject(new Error('the disk is full'));
    expect(await start([STRANGER]).end).toEqual({ kind: 'failed', reason: 'the disk is full' });
  });

  it('tells how far it is, and never goes back', async () => {
    await start([...OWN, STRANGER]).end;
    const fractions = heard.told.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('is ready where a package manager is', async () => {
    const verdict = await new OsPatchEngine({ scratch, ssh: sshPlace(folder) }).probe();
    expect(verdict).toMatchObject({ name: 'os-patch', available: true, verdict: 'ready' });
    expect(verdict.version).toMatch(/apt \d/);
  });
});

it('knows the machine’s own addresses, canonical, and no link-local one', () => {
  const own = ownAddresses();
  expect(own).toContain('127.0.0.1');
  expect(own.some((address) => /^(fe80|169\.254)/.test(address) || address.includes('%'))).toBe(false);
});
