import { newId } from '../../control-plane/server/src/platform';
import type { Claimant, Fence, ScanState } from '../../control-plane/server/src/scans';
import type { ScanCommand } from '../../control-plane/server/src/scans/scan-commands';
import { claimant, scanState, startScan, TENANT, wholeTarget, type Rooms } from './rooms';

/** What an agent of the world believes that it holds; it may be wrong, and goes on all the same. */
interface Held {
  fence: Fence;
  /** Without a disposition, as far as the agent knows. */
  targets: string[];
  /** Chunks sent, to be sent again. */
  sent: { seq: number; address: string }[];
  seq: number;
  /** Told to stop. */
  stopping: boolean;
}

export interface SliceRow {
  id: string;
  state: string;
  epoch: number;
  signsOfLife: number;
  owner: string | null;
  stopKind: string;
  targetCount: number;
  targetsDone: number;
}

export const AGENTS = 2;

/** One scan on the real ledger, two agents that may do anything, and the people and rounds around them. */
export class World {
  private readonly held: (Held | undefined)[] = Array<undefined>(AGENTS).fill(undefined);
  private nonces = 0;
  /** Commands that were accepted, in order. */
  readonly accepted: ScanCommand[] = [];

  private constructor(
    readonly rooms: Rooms,
    readonly scanId: string,
    private readonly agents: Claimant[],
  ) {}

  static async begin(rooms: Rooms, targets: number): Promise<World> {
    const agents: Claimant[] = [];
    for (let n = 0; n < AGENTS; n++) agents.push(await claimant(rooms));
    return new World(rooms, await startScan(rooms, targets), agents);
  }

  state(): Promise<ScanState> {
    return scanState(this.rooms, this.scanId) as Promise<ScanState>;
  }

  slices(): Promise<SliceRow[]> {
    return this.rooms.database.rows<SliceRow>(
      `SELECT id, state, epoch, signs_of_life signsOfLife, owner_agent_id owner, stop_kind stopKind,
              target_count targetCount, targets_done targetsDone FROM slices WHERE scan_id = ? ORDER BY id`,
      [this.scanId],
    );
  }

  async claim(who: number): Promise<void> {
    const queued = (await this.slices()).find((slice) => slice.state === 'Queued');
    const agent = this.agents[who]!;
    if (!queued || this.held[who]) return;
    const answer = await this.rooms.claims.claim(agent, `n${this.nonces++}`, queued.id, queued.epoch);
    if (answer.kind !== 'granted') return;
    const { sliceId, epoch, targets } = answer.grant;
    const fence = { sliceId, epoch, agentId: agent.agentId, sessionId: agent.sessionId };
    this.held[who] = { fence, targets: [...targets], sent: [], seq: 0, stopping: false };
  }

  /** The next target's whole result; `ahead` leaves a gap in the numbers. */
  async chunk(who: number, ahead = 0): Promise<void> {
    const held = this.held[who];
    const address = held?.targets[0];
    if (!held || !address) return;
    await this.send(who, held, held.seq + ahead, address);
  }

  /** A chunk that was sent before, once more. */
  async duplicate(who: number, which: number): Promise<void> {
    const held = this.held[who];
    const again = held?.sent[which % Math.max(1, held.sent.length)];
    if (held && again) await this.send(who, held, again.seq, again.address);
  }

  private async send(who: number, held: Held, seq: number, address: string): Promise<void> {
    const parts = [wholeTarget(address, 1, 1 + who)];
    const answer = await this.rooms.chunks.commit(held.fence, { seq, parts });
    if (answer.kind === 'abandon') this.held[who] = undefined;
    if (answer.kind !== 'ack') return;
    held.stopping ||= answer.stop !== null;
    if (answer.nextSeq !== held.seq + 1) return;
    held.sent.push({ seq, address });
    held.seq += 1;
    held.targets = held.targets.filter((one) => one !== address);
  }

  async renew(who: number): Promise<void> {
    const held = this.held[who];
    if (!held) return;
    const advance = { phase: 'scan', fraction: 0.5, waitingTargets: Math.max(0, held.targets.length - 1) };
    const answer = await this.rooms.leases.renew(held.fence, advance);
    if (answer.kind === 'abandon') this.held[who] = undefined;
    else held.stopping ||= answer.stop !== null;
  }

  async finish(who: number): Promise<void> {
    await this.lastWord(who, (held) => this.rooms.moves.finish(held.fence));
  }

  async stopAck(who: number): Promise<void> {
    await this.lastWord(who, (held) => this.rooms.moves.stopAck(held.fence, held.seq));
  }

  async giveBack(who: number, toolFailure: boolean): Promise<void> {
    await this.lastWord(who, (held) => this.rooms.moves.giveBack(held.fence, toolFailure, 'model'));
  }

  /** Gives back what it has not begun: all but the first. */
  async release(who: number): Promise<void> {
    const held = this.held[who];
    if (!held || held.targets.length < 2 || held.stopping) return;
    const [first, ...rest] = held.targets;
    held.targets = [first!];
    await this.rooms.releases.take(held.fence, rest);
  }

  private async lastWord(who: number, say: (held: Held) => Promise<{ kind: string }>): Promise<void> {
    const held = this.held[who];
    if (held && (await say(held)).kind !== 'refused') this.held[who] = undefined;
  }

  /** The agent's process ends and comes back, with its spool or without. */
  async restart(who: number, withSpool: boolean): Promise<void> {
    const agent = (this.agents[who] = await claimant(this.rooms, this.agents[who]!.agentId));
    const held = withSpool ? this.held[who] : undefined;
    this.held[who] = undefined;
    const { agentId, sessionId } = agent;
    const verdicts = await this.rooms.leases.adopt(agentId, sessionId, held ? [held.fence] : [], []);
    const verdict = verdicts?.[0];
    if (!held || !verdict || verdict.kind === 'abandon') return;
    // Its tools are gone: what is spooled is delivered, the rest given back.
    this.held[who] = { ...held, seq: verdict.fromSeq, fence: { ...held.fence, sessionId } };
    await this.giveBack(who, false);
  }

  async loseLease(which: number): Promise<void> {
    const owned = (await this.slices()).filter((slice) => slice.owner !== null);
    const slice = owned[which % Math.max(1, owned.length)];
    if (slice) await this.rooms.moves.loseLease(slice.id, slice);
  }

  async command(command: ScanCommand): Promise<void> {
    const options = { reason: 'model', graceMs: 0 };
    const actor = `token ${newId()}` as const;
    const result = await this.rooms.commands.run(TENANT, this.scanId, command, actor, options);
    if ('state' in result && result.changed) this.accepted.push(command);
  }

  async pass(ms: number): Promise<void> {
    this.rooms.clock.advance(ms);
    await this.rooms.watch.deadlines();
  }

  /** The agents and rounds bring the scan to an end; what is paused is resumed. */
  async complete(): Promise<void> {
    for (let round = 0; round < 200; round++) {
      const state = await this.state();
      if (state === 'Loading') await this.rooms.loading.load(this.scanId);
      if (['Finished', 'Canceled', 'Error', 'none'].includes(state)) return;
      if (state === 'Paused') await this.command('resume');
      for (const slice of await this.slices()) {
        if (slice.owner !== null) await this.rooms.moves.loseLease(slice.id, slice);
      }
      this.held.fill(undefined);
      await this.claim(0);
      for (let held = this.held[0]; held && held.targets.length > 0; held = this.held[0]) await this.chunk(0);
      await this.finish(0);
    }
    throw new Error(`the scan is still ${await this.state()}`);
  }
}
