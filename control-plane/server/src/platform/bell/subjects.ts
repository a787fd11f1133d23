/**
 * Names on the bell. A pool has one work-queue stream; each engine has a subject and a durable consumer in
 * it, and so has each agent to whom work of an engine was pinned. Ids lose their dashes: a stream's name, a
 * consumer's name and a subject's token then hold nothing but letters, digits, `_` and `-`.
 */
export interface Desk {
  readonly poolId: string;
  readonly engine: string;
  /** Set: work for this agent only. */
  readonly pinnedAgentId?: string | null;
}

const ENGINE = /^[a-z][a-z0-9-]{0,31}$/;

/** `WORK_<pool>` */
export const streamOf = (poolId: string): string => `WORK_${plain(poolId)}`;

/** What the pool's stream takes in: `work.<pool>.>`. */
export const streamSubjects = (poolId: string): string => `work.${plain(poolId)}.>`;

/** `work.<pool>.<engine>`, or `work.<pool>.agent.<agent>.<engine>` for pinned work. */
export function subjectOf(desk: Desk): string {
  const pool = `work.${plain(desk.poolId)}`;
  const engine = engineToken(desk.engine);
  return desk.pinnedAgentId ? `${pool}.agent.${plain(desk.pinnedAgentId)}.${engine}` : `${pool}.${engine}`;
}

/** `<engine>`, or `agent_<agent>_<engine>` for pinned work. */
export function consumerOf(desk: Desk): string {
  const engine = engineToken(desk.engine);
  return desk.pinnedAgentId ? `agent_${plain(desk.pinnedAgentId)}_${engine}` : engine;
}

/** Where a pull request for the desk's bells is published. */
export const pullSubjectOf = (desk: Desk): string =>
  `$JS.API.CONSUMER.MSG.NEXT.${streamOf(desk.poolId)}.${consumerOf(desk)}`;

/** The only subjects an agent may read are those below its own prefix. */
export const inboxPrefixOf = (agentId: string): string => `_INBOX_${plain(agentId)}`;

function plain(id: string): string {
  const token = id.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(token)) throw new Error(`not an id: ${id}`);
  return token;
}

function engineToken(engine: string): string {
  if (!ENGINE.test(engine)) throw new Error(`not the name of an engine: ${engine}`);
  return engine;
}
