/**
 * What an operator decided about an agent, as data; what it does by itself is its status, see agent.status.
 * No clock and no database in here.
 */
export const AGENT_STATES = ['Active', 'Draining', 'Retired', 'Banned'] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export type AgentCause = 'enrolled' | 'drained' | 'resumed' | 'retired' | 'banned';

export interface AgentMove {
  /** Null: the agent is made. */
  readonly from: AgentState | null;
  readonly to: AgentState;
  readonly cause: AgentCause;
  readonly also: string;
}

export const agentMoves: readonly AgentMove[] = [
  { from: null, to: 'Active', cause: 'enrolled', also: 'join token used, certificate issued' },
  { from: 'Active', to: 'Draining', cause: 'drained', also: 'finishes what it holds, gets nothing new' },
  { from: 'Draining', to: 'Active', cause: 'resumed', also: '' },
  { from: 'Active', to: 'Retired', cause: 'retired', also: 'session ends, no certificate any more' },
  { from: 'Draining', to: 'Retired', cause: 'retired', also: 'session ends, no certificate any more' },
  { from: 'Active', to: 'Banned', cause: 'banned', also: 'session ends, no certificate any more' },
  { from: 'Draining', to: 'Banned', cause: 'banned', also: 'session ends, no certificate any more' },
  { from: 'Retired', to: 'Banned', cause: 'banned', also: '' },
];

/** The agent may hold a session and renew its certificate. */
export const ADMITTED_AGENT_STATES: readonly AgentState[] = ['Active', 'Draining'];

export const isAdmitted = (state: AgentState): boolean => ADMITTED_AGENT_STATES.includes(state);

/** The states from which `cause` leads to one and the same other; null for the making of an agent. */
export function movesBy(cause: AgentCause): {
  readonly from: readonly AgentState[];
  readonly to: AgentState;
} {
  const moves = agentMoves.filter((move) => move.cause === cause);
  const from = moves.flatMap((move) => (move.from ? [move.from] : []));
  return { from, to: moves[0]!.to };
}
