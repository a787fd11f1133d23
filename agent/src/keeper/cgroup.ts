import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';

/**
 * A cgroup of version 2 for each run of a tool, below the keeper's own one. Nothing a tool does takes its
 * children out of it, and `cgroup.kill` ends them all at once (Linux 5.14, kernel.org: cgroup-v2.rst).
 */
export class RunCgroups {
  private count = 0;

  private constructor(
    private readonly parent: string,
    private readonly prefix: string,
  ) {}

  /**
   * Looks for a place where this process may make cgroups; null where there is none (no cgroup v2, not
   * delegated, mounted read-only, kernel before 5.14).
   * @param agent names the cgroups, so that a later life of the same agent finds what an earlier one left
   */
  static find(agent: string): RunCgroups | null {
    const parent = ownCgroup();
    if (parent === null) return null;
    const cgroups = new RunCgroups(parent, `scanfleet.${encodeURIComponent(agent).slice(-120)}.`);
    const probe = cgroups.make();
    if (probe === null) return null;
    const usable = probe.canKill();
    probe.remove();
    return usable ? cgroups : null;
  }

  /** A new empty cgroup, or null when the system refuses. */
  make(): RunCgroup | null {
    this.count += 1;
    const path = join(this.parent, `${this.prefix}${process.pid}.${this.count}`);
    try {
      mkdirSync(path);
    } catch {
      return null;
    }
    return new RunCgroup(path);
  }

  /** Ends whatever lives in the cgroups of an earlier life and removes them. */
  endLeftovers(): void {
    for (const name of readdirSync(this.parent)) {
      if (!name.startsWith(this.prefix)) continue;
      const left = new RunCgroup(join(this.parent, name));
      left.kill();
      left.remove();
    }
  }
}

export class RunCgroup {
  constructor(readonly path: string) {}

  /** Process ids in this cgroup itself; a process in a cgroup below it is seen by `isEmpty` only. */
  members(): number[] {
    const text = this.read('cgroup.procs');
    return text.split('\n').filter(Boolean).map(Number);
  }

  /** True when neither it nor a cgroup below it holds a process. */
  isEmpty(): boolean {
    return !this.read('cgroup.events').includes('populated 1');
  }

  kill(): void {
    try {
      writeFileSync(join(this.path, 'cgroup.kill'), '1');
    } catch {
      // It is gone already; whether anything is left is asked separately.
    }
  }

  /** Removes it if it is empty; otherwise it stays for `endLeftovers` of the next life. */
  remove(): void {
    try {
      rmdirSync(this.path);
    } catch {
      // Still held for an instant by a process that is being reaped.
    }
  }

  canKill(): boolean {
    try {
      accessSync(join(this.path, 'cgroup.kill'), constants.W_OK);
      accessSync(join(this.path, 'cgroup.procs'), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  private read(file: string): string {
    try {
      return readFileSync(join(this.path, file), 'latin1');
    } catch {
      return '';
    }
  }
}

/** The directory of this process's cgroup of version 2, from cgroups(7) and proc_pid_mountinfo(5). */
function ownCgroup(): string | null {
  try {
    const own = /^0::(\/.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1];
    if (own === undefined) return null;
    for (const line of readFileSync('/proc/self/mountinfo', 'utf8').split('\n')) {
      const [mount = '', source = ''] = line.split(' - ');
      if (!source.startsWith('cgroup2 ')) continue;
      const [, , , root = '/', point = ''] = mount.split(' ');
      const below = relative(root, own);
      if (!below.startsWith('..')) return join(point, below);
    }
    return null;
  } catch {
    return null;
  }
}
