import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** statfs(2): TMPFS_MAGIC and RAMFS_MAGIC. */
const IN_MEMORY = [0x01021994, 0x858458f6];
const PLACES = ['/dev/shm', '/run/shm', '/run'];

/**
 * A folder in a memory file system, for secrets that a program can only be given as files. One per agent; what an earlier life
 * left in it is gone when it is opened.
 */
export class MemoryFolder {
  #path: string | null = null;

  /** `owner`: tells the folders of several agents of one machine apart. */
  constructor(private readonly owner: string) {}

  /** Removes what an earlier life left. Where there is no memory file system there is nothing. */
  clear(): void {
    const path = this.#find();
    if (path !== null) rmSync(path, { recursive: true, force: true });
    this.#path = null;
  }

  /** A new folder that only this user can enter. Throws where no memory file system can be written to. */
  make(): string {
    this.#path ??= this.#find();
    if (this.#path === null)
      throw new Error('this machine has no memory file system (/dev/shm) to keep a secret in');
    mkdirSync(this.#path, { recursive: true, mode: 0o700 });
    const { mode, uid } = statSync(this.#path);
    if ((mode & 0o077) !== 0 || uid !== process.geteuid?.())
      throw new Error(`${this.#path} is open to other users`);
    return mkdtempSync(join(this.#path, 'login-'));
  }

  #find(): string | null {
    const name = `scanfleet-${createHash('sha256').update(this.owner).digest('hex').slice(0, 16)}`;
    const place = PLACES.find((path) => existsSync(path) && IN_MEMORY.includes(statfsSync(path).type));
    return place === undefined ? null : join(place, name);
  }
}

/** Overwrites a file and removes it. */
export function wipe(file: string): void {
  if (!existsSync(file)) return;
  writeFileSync(file, randomBytes(statSync(file).size));
  rmSync(file, { force: true });
}
