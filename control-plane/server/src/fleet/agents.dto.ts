import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { Given, Labels, Name, PageQuery } from '../platform/http';
import { AGENT_STATES, type AgentState } from './agent.machine';
import { AGENT_STATUSES, type AgentStatus } from './agent.status';

export class AgentsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only the agents of this pool.' })
  @IsOptional()
  @IsUUID()
  poolId?: string;
}

class FoundContentView {
  @ApiProperty()
  path: string;

  @ApiProperty()
  sha256: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;
}

class EngineView {
  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'Whether the agent can run it.' })
  available: boolean;

  @ApiProperty({ description: 'The tool’s version; empty when there is none.' })
  version: string;

  @ApiProperty({ description: 'In words: what the engine can do here, or why not.' })
  verdict: string;

  @ApiProperty({ type: [String], description: 'What it cannot do here, such as connect-scan.' })
  limits: string[];

  @ApiPropertyOptional({
    type: [FoundContentView],
    description: 'Security content that the agent’s system came with.',
  })
  content?: FoundContentView[];
}

export class AgentView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  poolId: string;

  @ApiProperty()
  poolName: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: AGENT_STATES, enumName: 'AgentState', description: 'What an operator decided.' })
  state: AgentState;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  stateSince: Date | null;

  @ApiProperty({ description: 'Why it was brought into this state; empty: nobody said.' })
  stateReason: string;

  @ApiProperty({
    ...{ type: String, format: 'date-time', nullable: true },
    description: 'When what it holds is given back, while it drains; null: it ends all of it.',
  })
  drainUntil: Date | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  labels: Record<string, string>;

  @ApiProperty({ enum: AGENT_STATUSES, enumName: 'AgentStatus', description: 'What the agent is doing.' })
  status: AgentStatus;

  @ApiProperty({ type: 'integer', minimum: 0 })
  missedHeartbeats: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSeenAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Begin of its session.' })
  connectedAt: Date | null;

  @ApiProperty()
  hostname: string;

  @ApiProperty({ description: 'Such as linux x64.' })
  platform: string;

  @ApiProperty({ description: 'Of the agent.' })
  version: string;

  @ApiProperty({ type: [EngineView] })
  engines: EngineView[];

  @ApiProperty({
    type: [String],
    description: 'Of its machine, as it says itself: these it looks at from inside.',
  })
  addresses: string[];

  @ApiProperty({ type: 'integer', description: 'How many tools it runs at once.' })
  toolSlots: number;

  @ApiProperty({ type: 'integer' })
  freeSlots: number;

  @ApiProperty({ description: 'One-minute load average of its machine.' })
  loadAverage: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  certificateExpiresAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', description: 'When it enrolled.' })
  createdAt: Date;
}

export class EditAgentBody {
  @ApiPropertyOptional({ minLength: 1, maxLength: 253 })
  @Given()
  @Name(253)
  name?: string;

  @ApiPropertyOptional({
    ...{ type: 'object', additionalProperties: { type: 'string' } },
    description: 'Replaces what there is.',
  })
  @Given()
  @Labels()
  labels?: Record<string, string>;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Another pool. What it holds it ends; a new session begins there.',
  })
  @Given()
  @IsUUID()
  poolId?: string;
}

export class AgentReasonBody {
  @ApiPropertyOptional({ maxLength: 500, default: '' })
  @Given()
  @IsString()
  @MaxLength(500)
  reason: string = '';
}

export class DrainBody extends AgentReasonBody {
  @ApiPropertyOptional({
    ...{ type: 'integer', minimum: 0, maximum: 604_800 },
    description:
      'After so long its tools are ended, and what is not finished goes to another agent. Left out: it ends all of it.',
  })
  @Given()
  @IsInt()
  @Min(0)
  @Max(604_800)
  deadlineSeconds?: number;
}

class AgentStepView {
  @ApiProperty({ enum: AGENT_STATES, enumName: 'AgentState', nullable: true })
  from: AgentState | null;

  @ApiProperty({ enum: AGENT_STATES, enumName: 'AgentState' })
  to: AgentState;

  @ApiProperty()
  cause: string;

  @ApiProperty({ description: 'A token, a user, or the part of the control plane that did it.' })
  actor: string;

  @ApiProperty()
  reason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;
}

export class AgentHistoryView {
  @ApiProperty({ type: [AgentStepView] })
  items: AgentStepView[];
}
