import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ControlPlane } from './control-plane';
import { Running } from './running';

const BUNDLE = resolve(__dirname, '../../agent/dist/scanfleet-agent.js');

/** A running agent; `stop` ends it gracefully, `process().kill` as a spec likes. */
export interface Agent {
  name: string;
  /** Its state folder: identity and spool. */
  state: string;
  process(): Running;
  /** Starts it again with the identity it has; only after it has ended. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** How an agent of a spec differs from one in the field. */
export interface AgentOptions {
  name?: string;
  /** Another pool than the bootstrapped one. */
  poolId?: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

let count = 0;

/** Starts the built agent, joins it to the pool and waits until the control plane lists one more agent. */
export async function startAgent(controlPlane: ControlPlane, options: AgentOptions = {}): Promise<Agent> {
  const { fleetUrl, authority, first, rest, folder } = controlPlane;
  const name = options.name ?? `agent-${(count += 1)}`;
  const state = mkdtempSync(join(folder, `${name}-`));
  const token = await rest.post<{ token: string }>(`/pools/${options.poolId ?? first.poolId}/join-tokens`);
  if (token.status >= 300) throw new Error(`No join token: ${token.status} ${JSON.stringify(token.body)}`);
  const before = (await rest.all('/agents')).length;
  const connection = ['--control-plane', fleetUrl, '--ca', authority, '--state', state];
  const start = (join: readonly string[]): Running =>
    new Running({
      name,
      file: process.execPath,
      args: [BUNDLE, ...connection, ...join, ...(options.args ?? [])],
      env: options.env,
      folder,
    });
  let running = start(['--join', token.body.token]);
  await running.until('listed', async () => (await rest.all('/agents')).length > before);
  return {
    name,
    state,
    process: () => running,
    async startAgain() {
      await running.ended;
      running = start([]);
    },
    async stop() {
      await running.stop();
    },
  };
}
