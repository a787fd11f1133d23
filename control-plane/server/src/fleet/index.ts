import { Agent } from './agent.entity';
import { AgentHistory } from './agent-history.entity';
import { JoinToken } from './join-token.entity';
import { Pool } from './pool.entity';
import { AgentSupportBundle } from './support-bundle.entity';

export type { EngineVerdict } from './agent.entity';
export { AGENT_STATES, agentMoves, isAdmitted, type AgentMove, type AgentState } from './agent.machine';
export { AgentBundles, type AgentBundle } from './agent-bundles';
export { AgentOperations, agentPutOut, type AgentActor } from './agent-operations';
export { AGENT_STATUSES, type AgentStatus } from './agent.status';
export type { AgentRecord } from './agent-record';
export {
  AgentSessions,
  standingOf,
  type Admitted,
  type Arrival,
  type Beat,
  type HeartbeatFacts,
  type HelloFacts,
  type Standing,
} from './agent-sessions';
export { Agents, type DispatchableAgent } from './agents';
export { Authority, type CertificateIssue } from './authority';
export { agentMoved } from './events';
export { Enrolment } from './enrolment';
export { cloudInit, environmentFile, enrolmentCommand, type EnrolmentOrder } from './enrolment-words';
export { FleetModule } from './fleet.module';
export { generateKeys, type KeysWanted } from './keys';
export { chosenWords, isChosen, type ScannerChoice } from './scanner-choice';
export { SupportBundles } from './support-bundles';
export { verifyPeer, type PeerIdentity } from './peer-certificate';
export { Pools, type IssuedJoinToken, type PoolRecord } from './pools';

/** What this room keeps in the ledger. */
export const fleetEntities = [Agent, AgentHistory, AgentSupportBundle, JoinToken, Pool];
