import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { Permit } from '../auth';
import { answer, notFound } from '../platform';
import { IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { AGENT_STATES, type AgentState } from './agent.machine';
import { AGENT_STATUSES, type AgentStatus } from './agent.status';
import { Agents, type AgentRecord } from './agents';

class AgentsQuery extends PageQuery {
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

class AgentView {
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

const AGENTS = { list: 'agents', shape: ['string'] as const, of: (agent: AgentRecord) => [agent.id] };

/** Agents belong to the fleet and not to a tenant, as pools do. */
@ApiTags('fleet')
@Controller('api/v1/agents')
export class AgentsController {
  constructor(@Inject(Agents) private readonly agents: Agents) {}

  @Get()
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'listAgents', summary: 'The fleet’s agents, oldest first' })
  @ApiOkResponse(pageSchema(AgentView))
  async list(@Query() query: AgentsQuery): Promise<Page<AgentView>> {
    const read = (after: readonly unknown[] | undefined, limit: number) =>
      this.agents.list({ poolId: query.poolId, after: after?.[0] as string | undefined, limit });
    return answer(await pageOf(AGENTS, query, read, viewOf));
  }

  @Get(':id')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getAgent', summary: 'One agent' })
  @ApiOkResponse({ type: AgentView })
  async find(@Param() { id }: IdParameter): Promise<AgentView> {
    return viewOf(answer((await this.agents.find(id)) ?? notFound('agent')));
  }
}

/** Sessions and serial numbers are between agent and control plane. */
function viewOf({
  sessionId: _session,
  certificateSerial: _serial,
  engines,
  addresses,
  ...agent
}: AgentRecord): AgentView {
  return { ...agent, engines: [...engines], addresses: [...addresses] };
}
