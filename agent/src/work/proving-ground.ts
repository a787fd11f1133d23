import { makeEngines } from '../engines';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HeartbeatReply, LeftOut } from '@scanfleet/proto';
import { type Clock, systemClock } from '../clock';
import { RunGuard } from '../keeper';
import { Identities, Link } from '../link';
import {
  ScriptedControlPlane,
  type ScriptedSession,
  grantOf,
  workWaits,
} from '../link/scripted-control-plane';
import { type Log, jsonLog } from '../log';
import { Crew, type CrewGround } from './crew';
import { ScriptedEngine, type ScriptedRun } from './scripted-engine';
import { Spool } from './spool';

/** For specs that evaluate nothing. */
export const NO_CONTENT = { file: () => Promise.reject(new Error('there is no content')) };

/** An agent without its program: the real link and the real work, a scripted engine, no keeper. */
export interface Agent {
  crew: Crew;
  engine: ScriptedEngine;
  link: Link;
  /** Ends the link as a crash would: nothing more is said, the spool stays as it is. */
  crash(): Promise<void>;
}

/** Waits until the condition holds; rejects with `what` when it does not within five seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const end = systemClock.monotonicMs() + 5_000;
  while (!condition()) {
    if (systemClock.monotonicMs() > end) throw new Error(`not within five seconds: ${what}`);
    await new Promise<void>((resolve) => systemClock.after(5, resolve));
  }
}

export interface Started {
  agent: Agent;
  session: ScriptedSession;
}

/** Lends a slice: a heartbeat that says "work is waiting" makes the agent claim without a bell. */
export async function lend(
  agent: Agent,
  session: ScriptedSession,
  sliceId: string,
  targets: readonly string[],
  leftOut: LeftOut[] = [],
): Promise<ScriptedRun> {
  const runs = agent.engine.runs.length;
  session.say(workWaits);
  const claim = await session.heard('claim');
  session.say(grantOf(claim.nonce, sliceId, targets, 1, leftOut));
  return agent.engine.run(runs);
}

/** An answer to a heartbeat that says nothing but this. */
export const replyWith = (over: Partial<HeartbeatReply>) => ({
  $case: 'heartbeatReply' as const,
  value: {
    ...{ sequence: 1n, workWaiting: false, bell: undefined, drain: false, giveBack: false },
    ...{ wantedContent: [], wantedBundle: undefined },
    ...over,
  },
});

/** Waits until the agent has heard everything said before: a Release is always answered. */
export async function heardAll(session: ScriptedSession): Promise<void> {
  session.say({ $case: 'release', value: { sliceId: 'echo', epoch: 1, count: 0 } });
  while ((await session.heard('released')).sliceId !== 'echo');
}

export interface AgentChoice {
  slots: number;
  spoolBytes: number;
  clock: Clock;
  deny: readonly string[];
  bell: CrewGround['bell'];
  /** Of the link. */
  log: Log;
  /** When the keeper is there. */
  kept: Promise<void>;
}

/** A control plane to script and a folder for agents that live one after the other. */
export class WorkGround {
  private readonly agents: Agent[] = [];

  private constructor(
    readonly plane: ScriptedControlPlane,
    readonly folder: string,
    /** The guards asked for, in order. */
    readonly guards: RunGuard[] = [],
  ) {}

  static async make(): Promise<WorkGround> {
    const plane = await ScriptedControlPlane.start();
    return new WorkGround(plane, await mkdtemp(join(tmpdir(), 'agent-spec-')));
  }

  get spoolFolder(): string {
    return join(this.folder, 'spool');
  }

  /** Starts an agent on the folder's identity and spool. */
  agent(choice: Partial<AgentChoice> = {}): Agent {
    const {
      slots = 2,
      spoolBytes = 16 * 1024 * 1024,
      clock = systemClock,
      deny = [],
      bell = noBell,
      log = silent,
      kept = Promise.resolve(),
    } = choice;
    const engine = new ScriptedEngine();
    const options = { stateDir: this.folder, joinToken: 'token', hostname: 'spec-host' };
    const identities = new Identities(this.plane.address, options, systemClock, silent);
    const crew = new Crew({
      engines: { ...makeEngines({ nmap: 'nmap', scratch: this.folder, content: NO_CONTENT }), nmap: engine },
      verdicts: engine.probe().then((verdict) => [verdict]),
      slots,
      deny,
      spool: new Spool(this.spoolFolder, spoolBytes),
      clock,
      log: silent,
      addresses: () => [],
      introduction: { agentVersion: '0.1.0', hostname: 'spec-host', platform: 'spec', bellPublicKey: 'U' },
      keeper: () => kept.then(() => ({ guard: (run, deadline) => this.guard(run, deadline) })),
      bell,
    });
    const link = new Link(this.plane.address, identities, crew, systemClock, log);
    const running = link.run();
    const agent: Agent = {
      crew,
      engine,
      link,
      crash: async () => {
        link.close();
        await running;
      },
    };
    this.agents.push(agent);
    return agent;
  }

  /** A new agent and its session. */
  async start(choice: Partial<AgentChoice> = {}): Promise<Started> {
    const before = this.plane.sessions.length;
    const agent = this.agent(choice);
    return { agent, session: await this.plane.session(before) };
  }

  async remove(): Promise<void> {
    for (const { link } of this.agents) link.close();
    this.plane.stop();
    // A slice that was running may still be writing.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }

  private guard(run: string, deadline: number): RunGuard {
    const guard = new RunGuard(run, deadline, () => {
      throw new Error('a scripted engine starts no tool');
    });
    this.guards.push(guard);
    return guard;
  }
}

const silent: Log = jsonLog(() => undefined);
const noBell: CrewGround['bell'] = () => ({
  ...{ connected: false, use: () => undefined, pull: () => undefined },
  close: () => Promise.resolve(),
});
