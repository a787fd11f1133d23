import { AGENTS_KILLED, FLEET_LATE, NATS_AWAY, REPLICAS_KILLED } from '../nemesis';
import { TEMPER } from '../truth';
import type { Fault } from './fault';

const SCANS = 'control-plane/server/src/scans';

/** Results of an owner that lost its slice are taken. */
export const noEpochCheck: Fault = {
  name: 'no epoch check',
  shows: ['lost', 'doubled', 'untrue', 'repeated'],
  edits: [
    {
      file: `${SCANS}/chunks.ts`,
      find: '!slice || !holds(fence, slice)',
      replace: '!slice || !holds',
    },
  ],
  // Looks so slow that the next owner is in the midst of it when the last one's results arrive.
  course: {
    plan: FLEET_LATE,
    badMs: 120_000,
    plots: [['wait', 1]],
    temper: { ...TEMPER, pace: [700, 1_600] },
  },
};

/** What another run saw of the target counts too. */
export const rowsByTarget: Fault = {
  name: 'rows counted by target only',
  shows: ['doubled'],
  edits: [
    {
      file: 'control-plane/server/src/findings/settled-targets.ts',
      find: `AND o.slice_id = d.slice_id AND o.epoch = d.epoch
                          AND o.run = d.run AND o.address = d.address`,
      replace: 'AND o.address = d.address',
    },
  ],
  // Each look sees what the last did not. Few people: what wide targets show is loaded before the course has to be at rest.
  course: { plan: AGENTS_KILLED, people: 2, temper: { ...TEMPER, wide: 0.15, changed: 1 } },
};

/** The agent forgets what may still be lost. */
export const ackBeforeCommit: Fault = {
  name: 'ack before commit',
  shows: ['repeated'],
  edits: [
    {
      file: 'control-plane/server/src/ingest/results-talk.ts',
      find: 'const answer = await this.watched(said, () => this.parts.chunks.commit(fence, chunk));',
      replace: `const answer = { kind: 'ack' as const, nextSeq: chunk.seq + 1, stop: null };
        this.parts.chunks.commit(fence, chunk).catch(() => undefined);`,
    },
  ],
  course: { plan: REPLICAS_KILLED, strict: true },
};

/** Whoever asks for a slice has it, whoever has it now. */
export const claimWithoutCondition: Fault = {
  name: 'claim without condition',
  shows: ['illegal', 'overlap'],
  edits: [
    {
      file: `${SCANS}/claims.ts`,
      find: "slice.state !== 'Queued' || slice.epoch !== epoch",
      replace: "slice.state === 'Done'",
    },
    {
      file: `${SCANS}/claims.ts`,
      find: "WHERE s.epoch = v.epoch AND s.state = 'Queued'",
      replace: 'WHERE TRUE',
    },
  ],
  course: { plan: NATS_AWAY },
};

/** What the reaper sees for the first time counts as silent for ever so long. */
export const reaperWithoutFreshWait: Fault = {
  name: 'reaper without fresh wait',
  shows: ['repeated'],
  edits: [
    {
      file: 'control-plane/server/src/dispatcher/watch.ts',
      find: 'this.since.set(slice.id, { mark, at: now, seen: slice })',
      replace: 'this.since.set(slice.id, { mark, at: before ? now : now - this.lostAfterMs, seen: slice })',
    },
  ],
  course: { plan: REPLICAS_KILLED, strict: true },
};
