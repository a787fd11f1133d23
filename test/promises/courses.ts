import {
  AGENTS_FROZEN,
  databaseAwayForMinutes,
  natsAwayForMinutes,
  NOTHING,
  once,
  REPLICAS_KILLED,
  replicasAway,
} from './nemesis';
import type { Course } from './run';
import { SCALE } from './system';
import { TEMPER } from './truth';

/** Runs that show one thing; what of the ordinary run is different. */
export const COURSES: Readonly<Record<string, Partial<Course>>> = {
  /** NATS stopped for two minutes while people work, and its store wiped. */
  'nats-away': { plan: once(natsAwayForMinutes), badMs: 150_000 },
  /** MariaDB stopped for a minute at full rate. */
  'database-away': {
    plan: once(databaseAwayForMinutes),
    badMs: 100_000,
    people: 12,
    temper: { ...TEMPER, pace: [10, 40], wide: 0.05 },
  },
  /** All replicas down for longer than an agent takes to be lost: nobody loses anything. */
  'replicas-away': { plan: { ...once(replicasAway), every: [8_000, 12_000] }, badMs: 90_000, strict: true },
  /** Only pauses and resumes, at random moments. */
  pauses: { plan: NOTHING, badMs: 240_000, people: 12, plots: [['pause', 1]], strict: true },
  /** Cancels with the timings of the field, and tools that do not hear TERM. */
  cancels: {
    plan: NOTHING,
    badMs: 150_000,
    people: 8,
    plots: [['cancel', 1]],
    scale: { ...SCALE, settings: { SCANFLEET_SWEEP_SECONDS: '5' } },
    temper: { ...TEMPER, deaf: 0.1, pace: [300, 900] },
  },
  /** Cancels while agents stand still for longer than it takes to be lost. */
  'cancels-of-the-dead': { plan: AGENTS_FROZEN, badMs: 90_000, people: 8, plots: [['cancel', 1]] },
  /** Tools that write as fast as they are read: reading and delivering leave time for everything else. */
  flood: {
    plan: NOTHING,
    badMs: 60_000,
    plots: [['wait', 1]],
    strict: true,
    temper: { ...TEMPER, pace: [0, 5], slow: 0, deaf: 0, wide: 0.1 },
  },
  /** Either replica killed at any time. */
  'two-replicas': { plan: REPLICAS_KILLED, badMs: 120_000, people: 10 },
};
