import type { TaskEvent } from '@scanfleet/readers';
import type { RunProgress } from '../engine';
import type { NmapOptions } from './options';

/**
 * nmap's phases in their order, with the share of a host group's time that each usually takes. nmap counts each
 * task from 0 to 100 for each group again, so its own percentages say nothing about the run.
 */
const PHASES = [
  { phase: 'host discovery', tasks: /Ping Scan/, weight: 5, wanted: (o: NmapOptions) => o.hostDiscovery },
  { phase: 'names', tasks: /DNS resolution/, weight: 2, wanted: (o: NmapOptions) => o.resolveNames },
  {
    phase: 'ports',
    tasks: /(SYN Stealth|Connect|UDP) Scan/,
    weight: 40,
    wanted: (o: NmapOptions) => o.scan !== 'ping',
  },
  { phase: 'services', tasks: /^Service scan/, weight: 30, wanted: (o: NmapOptions) => o.serviceDetection },
  { phase: 'operating system', tasks: /^OS detection/, weight: 8, wanted: (o: NmapOptions) => o.osDetection },
  { phase: 'route', tasks: /^Traceroute/, weight: 5, wanted: (o: NmapOptions) => o.traceroute },
  {
    phase: 'scripts',
    tasks: /^NSE/,
    weight: 30,
    // Service detection brings a few scripts of its own.
    wanted: (o: NmapOptions) => o.serviceDetection || o.scriptSets.length > 0 || o.scripts.length > 0,
  },
] as const;

const SCRIPTS = PHASES.length - 1;

/**
 * How far one run is: hosts that are finished, and of the rest the share that nmap's task has reached. Never
 * goes back. 1 is only reached when every target is finished.
 */
export class Progress {
  #finished = 0;
  /** Index in PHASES; -1 before the first. */
  #phase = -1;
  #percent = 0;
  #told: RunProgress = { phase: 'starting', fraction: 0 };
  readonly #weights: number[];

  constructor(
    options: NmapOptions,
    private readonly targets: number,
  ) {
    this.#weights = PHASES.map((one) => (one.wanted(options) ? one.weight : 0));
  }

  /** A target has its result. */
  finished(): RunProgress {
    this.#finished++;
    return this.#tell();
  }

  task(event: TaskEvent): RunProgress {
    const phase = PHASES.findIndex((one) => one.tasks.test(event.task));
    // Scripts also run before the first host: that says nothing yet.
    const early = phase === SCRIPTS && this.#phase === -1;
    if (phase !== -1 && !early) {
      this.#percent = phase === this.#phase ? Math.max(this.#percent, event.percent) : event.percent;
      this.#phase = phase;
    }
    return this.#tell();
  }

  #tell(): RunProgress {
    const done = this.targets === 0 ? 0 : Math.min(this.#finished / this.targets, 1);
    const fraction = done + (1 - done) * this.#share() * 0.99;
    this.#told = {
      phase: PHASES[this.#phase]?.phase ?? 'starting',
      fraction: Math.max(this.#told.fraction, fraction),
    };
    return this.#told;
  }

  /** What the current host group has behind it, 0 to 1. */
  #share(): number {
    const total = this.#weights.reduce((sum, weight) => sum + weight, 0);
    if (this.#phase === -1 || total === 0) return 0;
    const before = this.#weights.slice(0, this.#phase).reduce((sum, weight) => sum + weight, 0);
    const now = ((this.#weights[this.#phase] ?? 0) * this.#percent) / 100;
    return Math.min((before + now) / total, 1);
  }
}
