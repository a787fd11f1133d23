import type { Config } from '../platform';
import type { EngineVerdict } from './agent.entity';
import type { AgentState } from './agent.machine';
import { missedHeartbeats, statusOf, type AgentSigns, type AgentStatus } from './agent.status';

/** An agent as its row and the clock say. */
export interface AgentRecord {
  readonly id: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly name: string;
  readonly state: AgentState;
  readonly stateSince: Date | null;
  /** Why it was brought into this state; empty: nobody said. */
  readonly stateReason: string;
  /** When what it holds is given back, while it drains; null: it ends all of it. */
  readonly drainUntil: Date | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: AgentStatus;
  readonly missedHeartbeats: number;
  readonly hostname: string;
  readonly platform: string;
  readonly version: string;
  readonly toolSlots: number;
  readonly freeSlots: number;
  /** One-minute load average of its machine. */
  readonly loadAverage: number;
  readonly engines: readonly EngineVerdict[];
  /** The machine's own, as it says itself. */
  readonly addresses: readonly string[];
  readonly sessionId: string | null;
  readonly connectedAt: Date | null;
  readonly lastSeenAt: Date | null;
  /** What it was told; 0: as configured. */
  readonly heartbeatMs: number;
  readonly certificateSerial: string;
  readonly certificateExpiresAt: Date | null;
  readonly createdAt: Date;
}

export interface AgentRow extends Omit<
  AgentRecord,
  'engines' | 'addresses' | 'labels' | 'status' | 'missedHeartbeats'
> {
  /** JSON. */
  readonly labels: string;
  readonly engines: string;
  readonly addresses: string;
}

/** Of an AgentRow. */
export const AGENT_COLUMNS = `a.id, a.pool_id poolId, p.name poolName, a.name, a.state, a.hostname, a.platform, a.version,
  a.tool_slots toolSlots, a.free_slots freeSlots, a.load_average loadAverage, a.engines, a.addresses,
  a.session_id sessionId, a.connected_at connectedAt, a.last_seen_at lastSeenAt,
  a.certificate_serial certificateSerial, a.certificate_expires_at certificateExpiresAt,
  a.created_at createdAt, a.labels, a.state_since stateSince, a.state_reason stateReason, a.drain_until drainUntil, a.heartbeat_ms heartbeatMs`;
export const AGENTS_FROM = 'FROM agents a JOIN pools p ON p.id = a.pool_id';

export function agentRecord(row: AgentRow, now: Date, timings: Config['timings']): AgentRecord {
  return {
    ...row,
    engines: listed<EngineVerdict>(row.engines),
    addresses: listed<string>(row.addresses),
    labels: typeof row.labels === 'string' ? (JSON.parse(row.labels) as Record<string, string>) : row.labels,
    status: statusOf(signsOf(row), now, timings),
    missedHeartbeats: missedHeartbeats(signsOf(row), now, row.heartbeatMs || timings.heartbeat),
  };
}

type SignsRow = Pick<AgentRecord, 'state' | 'sessionId' | 'lastSeenAt' | 'toolSlots' | 'freeSlots'>;

export function signsOf({ state, sessionId, lastSeenAt, toolSlots, freeSlots }: SignsRow): AgentSigns {
  return { state, sessionId, lastSeenAt, running: toolSlots - freeSlots };
}

/** A JSON column: the driver parses it when the server says what it is, and gives its text otherwise. */
const listed = <T>(value: string | T[]): T[] =>
  typeof value === 'string' ? (JSON.parse(value) as T[]) : value;
