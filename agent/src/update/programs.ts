import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurablySync } from '../durable-file';
import { type SignedBundle, isGenuine, isNewer } from './signed';

/** As it lies on disk: the signature in base64. */
type Kept = Omit<SignedBundle, 'signature'> & { signature: string };

/** What the folder's own file says. */
interface Standing {
  /** That has proved itself. */
  current: Kept | null;
  /** That is to prove itself: it may be started so often yet. */
  trial: (Kept & { startsLeft: number }) | null;
  /** Hashes of those that did not; never tried again. */
  failed: string[];
}

/** A program that has not proved itself after so many starts is given up. */
const STARTS = 3;
const MOST_FAILED = 100;
const NOTHING: Standing = { current: null, trial: null, failed: [] };

/**
 * The agent's newer programs in a folder of its state, and which one is run. A new one is on trial until the control plane has
 * answered it; before each start of a trial one start less is noted, so that a program that dies, hangs or is killed is followed by
 * the one before it, whatever happens to the machine. Each is proved genuine before each start: the disk is not trusted either.
 */
export class Programs {
  constructor(
    private readonly folder: string,
    private readonly key: KeyObject,
  ) {}

  /** The file of the program to run in place of `version`; null: that one itself. Uses up one start of a trial. */
  choose(version: string): { file: string; version: string; onTrial: boolean } | null {
    const { trial, current } = this.standing();
    if (trial) {
      if (trial.startsLeft > 0 && isNewer(trial.version, version) && this.isWhole(trial)) {
        this.write({ ...this.standing(), trial: { ...trial, startsLeft: trial.startsLeft - 1 } });
        return { file: this.file(trial), version: trial.version, onTrial: true };
      }
      this.giveUp(trial);
    }
    // A package that was installed meanwhile may be newer.
    if (!current || !isNewer(current.version, version) || !this.isWhole(current)) return null;
    return { file: this.file(current), version: current.version, onTrial: false };
  }

  /** Takes a newer program in; it is tried at the next start. False: it is not genuine, and nothing was kept. */
  take(bundle: SignedBundle, data: Uint8Array): boolean {
    if (!isGenuine(bundle, data, this.key)) return false;
    const kept = { ...bundle, signature: Buffer.from(bundle.signature).toString('base64') };
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    writeDurablySync(this.file(kept), data);
    this.write({ ...this.standing(), trial: { ...kept, startsLeft: STARTS } });
    return true;
  }

  /** The program of this version works: it is the one from now on. */
  confirm(version: string): void {
    const standing = this.standing();
    if (standing.trial?.version !== version) return;
    const { startsLeft: _, ...current } = standing.trial;
    this.write({ ...standing, current, trial: null });
    for (const name of readdirSync(this.folder))
      if (name.endsWith('.js') && name !== `${current.sha256}.js`)
        rmSync(join(this.folder, name), { force: true });
  }

  isOnTrial(version: string): boolean {
    return this.standing().trial?.version === version;
  }

  hasFailed(sha256: string): boolean {
    return this.standing().failed.includes(sha256);
  }

  private giveUp({ sha256 }: Kept): void {
    const standing = this.standing();
    const failed = [...standing.failed.filter((one) => one !== sha256), sha256].slice(-MOST_FAILED);
    this.write({ ...standing, trial: null, failed });
    if (standing.current?.sha256 !== sha256) rmSync(this.file({ sha256 }), { force: true });
  }

  private isWhole(kept: Kept): boolean {
    try {
      const bundle = { ...kept, signature: Buffer.from(kept.signature, 'base64') };
      return isGenuine(bundle, readFileSync(this.file(kept)), this.key);
    } catch {
      return false;
    }
  }

  private file({ sha256 }: Pick<Kept, 'sha256'>): string {
    return join(this.folder, `${sha256}.js`);
  }

  private get stateFile(): string {
    return join(this.folder, 'programs.json');
  }

  /** What cannot be read is nothing: the program that was installed runs. */
  private standing(): Standing {
    if (!existsSync(this.stateFile)) return NOTHING;
    try {
      return { ...NOTHING, ...(JSON.parse(readFileSync(this.stateFile, 'utf8')) as Partial<Standing>) };
    } catch {
      return NOTHING;
    }
  }

  private write(standing: Standing): void {
    writeDurablySync(this.stateFile, Buffer.from(`${JSON.stringify(standing)}\n`));
  }
}
