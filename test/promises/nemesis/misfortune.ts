import type { Chance } from '../chance';
import type { System } from '../system';

/** What a misfortune may use. */
export interface Scene {
  readonly system: System;
  readonly chance: Chance;
  /** Waits, in milliseconds; shorter when the run's bad time is over. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Something that goes wrong and is over when `strike` is: what was taken away is given back. */
export interface Misfortune {
  readonly name: string;
  /** What it needs for itself: two misfortunes never share one. */
  readonly victim: 'agent' | 'replica' | 'nats' | 'database' | 'fleet door' | 'people door';
  strike(scene: Scene, victim: number): Promise<void>;
}

/** What goes wrong, and how much of all that does. */
export interface Plan {
  readonly misfortunes: readonly (readonly [misfortune: Misfortune, weight: number])[];
  /** Least and most milliseconds from one to the next. */
  readonly every: readonly [number, number];
  /** So many at once. */
  readonly atOnce: number;
}
