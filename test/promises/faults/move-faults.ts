import { DATABASE_HESITATES, NOTHING } from '../nemesis';
import { TEMPER } from '../truth';
import type { Fault } from './fault';

const SCANS = 'control-plane/server/src/scans';

/** What was finished before a pause is not taken any more. */
export const stoppingRefusesChunks: Fault = {
  name: 'Stopping refuses chunks',
  shows: ['repeated'],
  edits: [
    {
      file: `${SCANS}/chunks.ts`,
      find: '!slice || !holds(fence, slice)',
      replace: "!slice || !holds(fence, slice) || slice.state === 'Stopping'",
    },
  ],
  course: { plan: NOTHING, strict: true, plots: [['pause', 1]] },
};

/** Two slices that end at one moment do not see each other. */
export const noScanLock: Fault = {
  name: 'no scan lock',
  shows: ['repaired'],
  edits: [
    {
      file: `${SCANS}/scan-moves.ts`,
      find: "AND state <> 'Deleted' FOR UPDATE`",
      replace: "AND state <> 'Deleted'`",
    },
  ],
  // Few people: each scan is cut into a slice for every free slot, and all of them stop at one moment.
  course: {
    plan: DATABASE_HESITATES,
    people: 4,
    plots: [['cancel', 1]],
    temper: { ...TEMPER, deaf: 0, poison: 0 },
  },
};

/** Work is taken from an agent that lives, without asking it. */
export const unilateralTakeover: Fault = {
  name: 'unilateral takeover',
  shows: ['overlap', 'repeated'],
  edits: [
    {
      file: 'control-plane/server/src/dispatcher/reaper.ts',
      find: 'new Watch(config.timings.lostAfter,',
      replace: 'new Watch(config.timings.renew / 2,',
    },
  ],
  course: { plan: NOTHING, strict: true, plots: [['wait', 1]] },
};

/** Who finishes first is right, whatever was asked. */
export const finishWhileCanceling: Fault = {
  name: 'Finish accepted while Canceling',
  shows: ['illegal', 'after cancel'],
  edits: [
    {
      file: `${SCANS}/slice-leaving.ts`,
      find: "const canceled = slice.state === 'Stopping' && stopKindOf(scan, slice) === 'cancel';",
      replace: 'const canceled = false;',
    },
    {
      file: `${SCANS}/scan.machine.ts`,
      find: "move('Canceling', 'Canceled', 'all slices final', 'slices'),",
      replace: `move('Canceling', 'Canceled', 'all slices final', 'slices'),
  move('Canceling', 'Loading', 'all slices final', 'slices'),`,
    },
    {
      file: `${SCANS}/scan.machine.ts`,
      find: "if (state === 'Canceling') return allFinal",
      replace: `if (state === 'Canceling' && allFinal && counts.present.has('Done'))
    return { to: 'Loading', cause: 'all slices final', outcome };
  if (state === 'Canceling') return allFinal`,
    },
  ],
  course: { plan: NOTHING, plots: [['cancel', 1]] },
};
