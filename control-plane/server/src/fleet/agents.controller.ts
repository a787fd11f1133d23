import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, notFound } from '../platform';
import { IdParameter, pageOf, pageSchema, type Page } from '../platform/http';
import { AgentOperations, type AgentActor, type AgentStep } from './agent-operations';
import {
  AgentHistoryView,
  AgentReasonBody,
  AgentsQuery,
  AgentView,
  DrainBody,
  EditAgentBody,
} from './agents.dto';
import type { AgentRecord } from './agent-record';
import { Agents } from './agents';

const AGENTS = { list: 'agents', shape: ['string'] as const, of: (agent: AgentRecord) => [agent.id] };

/** Agents belong to the fleet and not to a tenant, as pools do. */
@ApiTags('fleet')
@Controller('api/v1/agents')
export class AgentsController {
  constructor(
    @Inject(Agents) private readonly agents: Agents,
    @Inject(AgentOperations) private readonly operations: AgentOperations,
  ) {}

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

  @Get(':id/history')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getAgentHistory', summary: 'What was done to an agent, the oldest first' })
  @ApiOkResponse({ type: AgentHistoryView })
  async history(@Param() { id }: IdParameter): Promise<{ items: AgentStep[] }> {
    answer((await this.agents.find(id)) ?? notFound('agent'));
    return { items: await this.operations.history(id) };
  }

  @Patch(':id')
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'editAgent',
    summary: 'Rename or label an agent, or move it to another pool',
    description:
      'Refusals: `pool-unknown`, `agent-state` (retired or banned), `agent-provisioned` (its host was made for its pool).',
  })
  @ApiOkResponse({ type: AgentView })
  async edit(
    @Param() { id }: IdParameter,
    @Body() body: EditAgentBody,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AgentView> {
    return viewOf(answer(await this.operations.change(id, body, actorOf(principal))));
  }

  @Post(':id/drain')
  @HttpCode(200)
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'drainAgent',
    summary: 'Give an agent nothing new',
    description: 'It ends what it holds, or gives it back when its time is over. Refusal `agent-state`.',
  })
  @ApiOkResponse({ type: AgentView })
  drain(
    @Param() { id }: IdParameter,
    @Body() { reason, deadlineSeconds }: DrainBody,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AgentView> {
    const within = deadlineSeconds === undefined ? {} : { withinMs: deadlineSeconds * 1_000 };
    return this.move(id, 'drained', principal, { reason, ...within });
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Permit('fleet', 'full')
  @ApiOperation({ operationId: 'resumeAgent', summary: 'Give a draining agent work again' })
  @ApiOkResponse({ type: AgentView })
  resume(@Param() { id }: IdParameter, @CurrentPrincipal() principal: Principal): Promise<AgentView> {
    return this.move(id, 'resumed', principal);
  }

  @Post(':id/retire')
  @HttpCode(200)
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'retireAgent',
    summary: 'Take an agent out of the fleet for good',
    description:
      'Its session ends within seconds, and it gets no certificate any more. What it held goes to another agent. Drain it first to let it end its work.',
  })
  @ApiOkResponse({ type: AgentView })
  retire(
    @Param() { id }: IdParameter,
    @Body() { reason }: AgentReasonBody,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AgentView> {
    return this.move(id, 'retired', principal, { reason });
  }

  @Post(':id/ban')
  @HttpCode(200)
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'banAgent',
    summary: 'Put an agent out that is not trusted any more',
    description:
      'From the answer on nothing that it says counts; its stream ends within seconds. An agent of which two machines have the certificate is banned by itself.',
  })
  @ApiOkResponse({ type: AgentView })
  ban(
    @Param() { id }: IdParameter,
    @Body() { reason }: AgentReasonBody,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AgentView> {
    return this.move(id, 'banned', principal, { reason });
  }

  private async move(
    id: string,
    cause: 'drained' | 'resumed' | 'retired' | 'banned',
    principal: Principal,
    options: { reason?: string; withinMs?: number } = {},
  ): Promise<AgentView> {
    return viewOf(answer(await this.operations.move(id, cause, actorOf(principal), options)));
  }
}

/** Sessions and serial numbers are between agent and control plane. */
function viewOf({
  sessionId: _session,
  certificateSerial: _serial,
  heartbeatMs: _heartbeat,
  engines,
  addresses,
  labels,
  ...agent
}: AgentRecord): AgentView {
  return { ...agent, engines: [...engines], addresses: [...addresses], labels: { ...labels } };
}

const actorOf = ({ kind, id }: Principal): AgentActor => `${kind} ${id}`;
