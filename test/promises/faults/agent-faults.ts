import { AGENTS_FROZEN } from '../nemesis';
import { TEMPER } from '../truth';
import type { Fault } from './fault';

/** Tools outlive their agent and their deadline. */
export const noGuard: Fault = {
  name: 'no guard',
  shows: ['overlap'],
  edits: [
    {
      file: 'agent/src/keeper/guarded-tool.ts',
      find: 'if (this.ending || this.settled) return;',
      replace: "if (this.ending || this.settled || reason !== 'stop') return;",
    },
  ],
  // Looks that last longer than it takes to be lost: else the tool has ended by then.
  course: {
    plan: AGENTS_FROZEN,
    plots: [['wait', 1]],
    temper: { ...TEMPER, pace: [5_000, 9_000], deaf: 0 },
    quietMs: 120_000,
  },
};
