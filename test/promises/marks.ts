import type { Told } from './truth';

/**
 * One start of a tool at one target, as the target saw it. Milliseconds of the wall clock, which is the
 * ledger's too: everything runs on one machine.
 */
export interface Mark {
  readonly address: string;
  /** `slice.epoch`, as the tool has it in its environment. */
  readonly run: string;
  /** Id of the agent, as the tool has it in its environment. */
  readonly agent: string;
  readonly startedAt: number;
  /** What the target said of itself, and when; null: the tool went before. */
  readonly told: Told | null;
  readonly toldAt: number | null;
  /** When the tool had written it all. */
  readonly endedAt: number | null;
  /** When the connection was gone; null: it is still there. */
  readonly goneAt: number | null;
}
