import { AGENTS_FROZEN } from '../nemesis';
import { TEMPER } from '../truth';
import type { Fault } from './fault';

/** Tools outlive their agent and their deadline. */
export const noGuard: Fault = {
  name: 'no guard',
  edits: [
    {
      file: 'agent/src/keeper/guarded-tool.ts',
      find: 'if (this.ending || this.settled) return;',
      replace: "if (this.ending || this.settled || reason !== 'stop') return;",
    },
  ],
  // Batches that last longer than it takes to be lost: else the tool has ended by then.
  course: { plan: AGENTS_FROZEN, plots: [['wait', 1]], temper: { ...TEMPER, pace: [600, 1_200] } },
};
