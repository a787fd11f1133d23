import { AGENTS_FROZEN } from '../nemesis';
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
  course: { plan: AGENTS_FROZEN },
};
