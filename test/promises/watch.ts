import { readFileSync, readdirSync } from 'node:fs';
import type { Breach } from './checker';
import type { System } from './system';

const MEGABYTE = 1024;
const CEILINGS = { agent: 256, replica: 512 } as const;

/** Looks at the memory of every agent and replica from time to time and keeps the most. */
export class Watch {
  private readonly most = { agent: 0, replica: 0 };
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly system: System) {}

  begin(): void {
    this.timer = setInterval(() => this.look(), 500);
  }

  end(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Megabytes. */
  get memory(): { readonly agent: number; readonly replica: number } {
    return { agent: Math.round(this.most.agent), replica: Math.round(this.most.replica) };
  }

  breaches(): Breach[] {
    return (['agent', 'replica'] as const)
      .filter((what) => this.most[what] > CEILINGS[what])
      .map((what) => ({ kind: 'memory', what: `an ${what} took ${Math.round(this.most[what])} MB` }));
  }

  private look(): void {
    for (const { pid } of this.system.agents) this.note('agent', pid);
    for (const { pid } of this.system.replicas) this.note('replica', pid);
  }

  private note(what: 'agent' | 'replica', pid: number | null): void {
    if (pid !== null) this.most[what] = Math.max(this.most[what], residentMb(pid));
  }
}

function residentMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(proc(`${pid}/status`))?.[1] ?? 0) / MEGABYTE;
}

/** Processes whose environment or arguments name this folder: whatever the run has started. */
export function leftRunning(folder: string, nmap: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const command = proc(`${pid}/cmdline`).replaceAll('\0', ' ');
      const mine = command.includes(`${folder}/disks/`) || command.includes(nmap);
      return mine ? [`${pid} ${command.slice(0, 160)}`] : [];
    });
}

function proc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'latin1');
  } catch {
    return '';
  }
}
