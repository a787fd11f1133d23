import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../log';
import { Programs } from './programs';
import { SelfUpdate } from './self-update';
import { isNewer, statementOf, type SignedBundle } from './signed';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined } as unknown as Log;

function bundleOf(version: string, text = `program ${version}`, key = privateKey) {
  const data = Buffer.from(text);
  const sha256 = createHash('sha256').update(data).digest('hex');
  const signature = sign(null, statementOf({ version, sha256 }), key);
  return { data, bundle: { version, sha256, bytes: data.length, signature } satisfies SignedBundle };
}

describe('newer programs of the agent', () => {
  let folder: string;
  let programs: Programs;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'update-')), 'update');
    programs = new Programs(folder, publicKey);
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  const take = (version: string) => {
    const { bundle, data } = bundleOf(version);
    expect(programs.take(bundle, data)).toBe(true);
    return bundle;
  };
  const chosen = () => {
    const found = programs.choose('0.1.0');
    return found && { text: readFileSync(found.file, 'utf8'), onTrial: found.onTrial };
  };

  it('are tried, and stay once they have worked', () => {
    expect(chosen()).toBeNull();
    take('0.2.0');
    expect(chosen()).toEqual({ text: 'program 0.2.0', onTrial: true });
    programs.confirm('0.1.0');
    expect(programs.isOnTrial('0.2.0')).toBe(true);
    programs.confirm('0.2.0');
    expect(chosen()).toEqual({ text: 'program 0.2.0', onTrial: false });
    expect(programs.isOnTrial('0.2.0')).toBe(false);
    take('0.3.0');
    programs.confirm('0.3.0');
    expect(chosen()).toEqual({ text: 'program 0.3.0', onTrial: false });
    expect(readdirSync(folder).filter((name) => name.endsWith('.js'))).toHaveLength(1);
  });

  it('are followed by the one before when they never work, whatever they die of', () => {
    take('0.2.0');
    programs.confirm('0.2.0');
    const bad = take('0.3.0');
    for (let start = 0; start < 3; start++)
      expect(chosen()).toEqual({ text: 'program 0.3.0', onTrial: true });
    expect(chosen()).toEqual({ text: 'program 0.2.0', onTrial: false });
    expect(programs.hasFailed(bad.sha256)).toBe(true);
    expect(existsSync(join(folder, `${bad.sha256}.js`))).toBe(false);
  });

  it('are run only if they are what was signed, by the right key, and nothing was changed since', () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const forged = bundleOf('0.2.0', 'program', stranger);
    expect(programs.take(forged.bundle, forged.data)).toBe(false);
    const renamed = bundleOf('0.2.0');
    expect(programs.take({ ...renamed.bundle, version: '0.9.0' }, renamed.data)).toBe(false);
    expect(programs.take(renamed.bundle, Buffer.from('other bytes'))).toBe(false);
    expect(existsSync(folder)).toBe(false);
    const { sha256 } = take('0.2.0');
    programs.confirm('0.2.0');
    writeFileSync(join(folder, `${sha256}.js`), 'something else');
    expect(chosen()).toBeNull();
  });

  it('give way to a newer one that was installed, and to it when their account is unreadable', () => {
    take('0.2.0');
    programs.confirm('0.2.0');
    expect(programs.choose('0.2.0')).toBeNull();
    expect(programs.choose('0.2.1')).toBeNull();
    expect(programs.choose('0.1.9')).not.toBeNull();
    writeFileSync(join(folder, 'programs.json'), '{"current": ');
    expect(chosen()).toBeNull();
  });

  it('are newer by their numbers', () => {
    expect(isNewer('0.10.0', '0.9.9')).toBe(true);
    expect(isNewer('1.0.0', '0.99.99')).toBe(true);
    for (const version of ['0.9.9', '0.9.8', '0.9', 'v1.0.0', '1.0.0-rc1', ''])
      expect(isNewer(version, '0.9.9')).toBe(false);
  });

  describe('that the control plane wants', () => {
    let asked: number[];
    let restarts: string[];
    let nowMs: number;
    let given: Buffer | Error;
    let update: SelfUpdate;
    beforeEach(() => {
      [asked, restarts, nowMs] = [[], [], 0];
      update = new SelfUpdate({
        ...{ programs, version: '0.1.0', log, clock: { monotonicMs: () => nowMs } },
        fetchPart: (_, offset) => {
          asked.push(offset);
          if (given instanceof Error) return Promise.reject(given);
          return Promise.resolve(given.subarray(offset, offset + 256 * 1024));
        },
        restart: (reason) => restarts.push(reason),
      });
    });

    it('are fetched part by part, once', async () => {
      const { bundle, data } = bundleOf('0.2.0', 'x'.repeat(300_000));
      given = data;
      await Promise.all([update.wanted(bundle), update.wanted(bundle)]);
      await update.wanted(bundle);
      expect(asked).toEqual([0, 262_144]);
      expect(restarts).toEqual(['updating from 0.1.0 to 0.2.0']);
      expect(programs.isOnTrial('0.2.0')).toBe(true);
    });

    it('are left where they are when they are older, the same, too large, or failed here before', async () => {
      const same = bundleOf('0.1.0').bundle;
      const older = bundleOf('0.0.9').bundle;
      const large = { ...bundleOf('0.2.0').bundle, bytes: 1_000_000_000 };
      const failed = take('0.3.0');
      for (let start = 0; start < 4; start++) chosen();
      for (const bundle of [same, older, large, failed]) await update.wanted(bundle);
      expect([asked, restarts]).toEqual([[], []]);
    });

    it('are fetched again later when the connection broke, and not again when they are forged', async () => {
      const { bundle, data } = bundleOf('0.2.0');
      given = new Error('no session');
      await update.wanted(bundle);
      await update.wanted(bundle);
      expect(asked).toEqual([0]);
      nowMs = 60_001;
      given = Buffer.from('forged');
      await update.wanted(bundle);
      expect(asked).toEqual([0, 0]);
      given = data;
      nowMs = 600_000;
      await update.wanted(bundle);
      expect([asked, restarts]).toEqual([[0, 0], []]);
    });
  });
});
