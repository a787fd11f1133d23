import fc from 'fast-check';
import type { Claimant, Fence } from '../../control-plane/server/src/scans';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, openRooms, scanState, slicesOf, startScan, wholeTarget, type Rooms } from './rooms';

/** What an agent of the model believes that it holds; it may be wrong, and goes on all the same. */
interface Held {
  fence: Fence;
  targets: string[];
  seq: number;
}

type Step = (typeof STEPS)[number];
const STEPS = [
  'claim',
  'deliver',
  'deliver half',
  'repeat',
  'skip one',
  'finish',
  'give back',
  'tool failed',
  'lease lost',
  'restart with spool',
  'restart without',
] as const;

const TARGETS = 5;

/** Promises 1, 4, 5 and 12 at the ledger: any order of what two agents and the reaper may do. */
describe('whatever two agents do, in whatever order', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  class Model {
    private readonly held: (Held | undefined)[] = [undefined, undefined];
    private nonces = 0;

    constructor(
      readonly scanId: string,
      private readonly agents: Claimant[],
    ) {}

    async step(step: Step, who: number): Promise<void> {
      const held = this.held[who];
      if (step === 'claim') return held ? undefined : this.claim(who);
      if (step === 'lease lost') return this.loseSome(who);
      if (step === 'restart with spool' || step === 'restart without') {
        return this.restart(who, step === 'restart with spool');
      }
      if (!held) return;
      if (step === 'finish') await this.leave(who, (fence) => rooms.moves.finish(fence));
      else if (step === 'give back' || step === 'tool failed') {
        await this.leave(who, (fence) => rooms.moves.giveBack(fence, step === 'tool failed', step));
      } else await this.deliver(who, held, step);
    }

    /** Lets the first agent do everything that is left. */
    async complete(): Promise<void> {
      for (let round = 0; round < 100; round++) {
        if (['Loading', 'Error'].includes(await scanState(rooms, this.scanId))) return;
        for (const slice of await slicesOf(rooms, this.scanId)) {
          if (slice.state === 'Running') await rooms.moves.loseLease(slice.id, slice);
        }
        this.held[0] = undefined;
        await this.claim(0);
        await this.workOff(0);
      }
    }

    private async workOff(who: number): Promise<void> {
      for (let held = this.held[who]; held && held.targets.length > 0; held = this.held[who]) {
        await this.deliver(who, held, 'deliver');
      }
      if (this.held[who]) await this.leave(who, (fence) => rooms.moves.finish(fence));
    }

    private async claim(who: number): Promise<void> {
      const queued = (await slicesOf(rooms, this.scanId)).find((slice) => slice.state === 'Queued');
      const agent = this.agents[who]!;
      if (!queued) return;
      const answer = await rooms.claims.claim(agent, `n${this.nonces++}`, queued.id, queued.epoch);
      if (answer.kind !== 'granted') return;
      const { sliceId, epoch, targets } = answer.grant;
      const fence = { sliceId, epoch, agentId: agent.agentId, sessionId: agent.sessionId };
      this.held[who] = { fence, targets: [...targets], seq: 0 };
    }

    private async deliver(who: number, held: Held, step: Step): Promise<void> {
      const address = held.targets[0];
      if (!address) return;
      const whole = wholeTarget(address, 1, 2 + who);
      const part = step === 'deliver half' ? { ...whole, disposition: null } : whole;
      const seq =
        step === 'repeat' ? Math.max(0, held.seq - 1) : step === 'skip one' ? held.seq + 1 : held.seq;
      const answer = await rooms.chunks.commit(held.fence, { seq, parts: [part] });
      if (answer.kind === 'abandon') this.held[who] = undefined;
      else if (answer.kind === 'ack' && answer.nextSeq === held.seq + 1) {
        held.seq++;
        if (part.disposition) held.targets.shift();
      }
    }

    private async leave(who: number, say: (fence: Fence) => Promise<{ kind: string }>): Promise<void> {
      const answer = await say(this.held[who]!.fence);
      if (answer.kind !== 'refused') this.held[who] = undefined;
    }

    private async loseSome(which: number): Promise<void> {
      const running = (await slicesOf(rooms, this.scanId)).filter((slice) => slice.state === 'Running');
      const slice = running[which % Math.max(1, running.length)];
      if (slice) await rooms.moves.loseLease(slice.id, slice);
    }

    private async restart(who: number, withSpool: boolean): Promise<void> {
      const before = this.agents[who]!;
      const agent = (this.agents[who] = await claimant(rooms, before.agentId));
      const held = withSpool ? this.held[who] : undefined;
      this.held[who] = undefined;
      const verdicts = await rooms.leases.adopt(agent.agentId, agent.sessionId, held ? [held.fence] : [], []);
      const verdict = verdicts?.[0];
      if (held && verdict?.kind === 'go on') {
        this.held[who] = {
          ...held,
          seq: verdict.fromSeq,
          fence: { ...held.fence, sessionId: agent.sessionId },
        };
      }
    }
  }

  const steps = fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.nat(1)), { minLength: 5, maxLength: 40 });

  it('gives each target one disposition, counts each row once, and ends', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const model = new Model(await startScan(rooms, TARGETS), [
          await claimant(rooms),
          await claimant(rooms),
        ]);
        for (const [step, who] of sequence) {
          await model.step(step, who);
          await nobodySharesATarget(model.scanId);
        }
        await model.complete();
        await everythingCounted(model.scanId);
      }),
      { numRuns: 40, endOnFailure: false },
    );
  }, 120_000);

  /** Promise 12: a target is in one slice, and a slice has one owner. */
  async function nobodySharesATarget(scanId: string): Promise<void> {
    const [row] = await rooms.database.rows<{ slices: number; targets: number }>(
      `SELECT (SELECT SUM(target_count) FROM slices WHERE scan_id = ?) slices,
              (SELECT COUNT(*) FROM targets WHERE scan_id = ?) targets`,
      [scanId, scanId],
    );
    expect([Number(row!.slices), Number(row!.targets)]).toEqual([TARGETS, TARGETS]);
  }

  async function everythingCounted(scanId: string): Promise<void> {
    const dispositions = await rooms.database.rows<{
      address: string;
      kind: string;
      rows: number;
      counted: string;
    }>(
      `SELECT d.address, d.kind, d.row_count \`rows\`, COUNT(o.address) counted FROM dispositions d
         LEFT JOIN observations o ON o.scan_id = d.scan_id AND o.slice_id = d.slice_id AND o.epoch = d.epoch
                                 AND o.run = d.run AND o.address = d.address
        WHERE d.scan_id = ? GROUP BY d.address, d.kind, d.row_count`,
      [scanId],
    );
    expect(dispositions).toHaveLength(TARGETS);
    for (const { rows, counted } of dispositions) expect(Number(counted)).toBe(rows);
    const failed = dispositions.every((one) => one.kind === 'failed');
    if (!failed) await rooms.loading.load(scanId);
    expect(await scanState(rooms, scanId)).toBe(failed ? 'Error' : 'Finished');
  }
});
