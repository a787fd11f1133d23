import { eventKind } from '../platform';
import type { AgentState } from './agent.machine';

/** Any move of an agent. */
export const agentMoved = eventKind<{ agentId: string; state: AgentState; cause: string }>('agent.moved');
