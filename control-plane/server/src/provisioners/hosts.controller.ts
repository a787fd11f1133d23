import { Controller, Delete, Get, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, Database, isRefusal, notFound, Refusal, type Result } from '../platform';
import { IdParameter, pageOf, pageSchema, type Page } from '../platform/http';
import { HostConsoleView, HostHistoryView, HostsQuery, HostView } from './hosts.dto';
import { hostMove, type HostState } from './host.machine';
import { HostMoves } from './host-moves';
import { Hosts, type HostRecord, type HostStep } from './hosts';
import { Places } from './places';
import { hostName } from './provisioner';

const HOSTS = { list: 'hosts', shape: ['string'] as const, of: (host: HostRecord) => [host.id] };

/** Scanner hosts, from the wish for one until it is gone. */
@ApiTags('fleet')
@Controller('api/v1/hosts')
export class HostsController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Hosts) private readonly hosts: Hosts,
    @Inject(HostMoves) private readonly moves: HostMoves,
    @Inject(Places) private readonly places: Places,
  ) {}

  @Get()
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'listHosts', summary: 'Scanner hosts, the newest first' })
  @ApiOkResponse(pageSchema(HostView))
  async list(@Query() query: HostsQuery): Promise<Page<HostView>> {
    const { poolId, state: states } = query;
    const read = (after: readonly unknown[] | undefined, limit: number) =>
      this.hosts.list({ poolId, states, before: after?.[0] as string | undefined, limit });
    return answer(await pageOf(HOSTS, query, read, viewOf));
  }

  @Get(':id')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getHost', summary: 'One scanner host' })
  @ApiOkResponse({ type: HostView })
  async find(@Param() { id }: IdParameter): Promise<HostView> {
    return viewOf(answer((await this.hosts.find(id)) ?? notFound('host')));
  }

  @Get(':id/history')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getHostHistory', summary: 'Every move of a scanner host, the oldest first' })
  @ApiOkResponse({ type: HostHistoryView })
  async history(@Param() { id }: IdParameter): Promise<{ items: HostStep[] }> {
    answer((await this.hosts.find(id)) ?? notFound('host'));
    return { items: await this.hosts.history(id) };
  }

  @Get(':id/console')
  @Permit('fleet', 'read')
  @ApiOperation({
    operationId: 'getHostConsole',
    summary: 'The last that a scanner host said while it booted',
    description: 'At most 64 KiB; as the machine wrote it, which may be anything. Null: it has no console.',
  })
  @ApiOkResponse({ type: HostConsoleView })
  async console(@Param() { id }: IdParameter): Promise<HostConsoleView> {
    const host = answer((await this.hosts.find(id)) ?? notFound('host'));
    const provisioner = this.places.find(host.provisioner)?.provisioner;
    const text = await provisioner?.console?.({ id: host.machineId ?? '', hostId: host.id });
    return { text: text ?? null };
  }

  @Delete(':id')
  @HttpCode(202)
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'removeHost',
    summary: 'Remove a scanner host now, whatever it is doing',
    description:
      'What it has delivered is kept, and what it holds goes to another agent. To let it end its work first, drain its agent. Refusal `host-state` when it is going already.',
  })
  @ApiAcceptedResponse({ type: HostView })
  async remove(@Param() { id }: IdParameter, @CurrentPrincipal() principal: Principal): Promise<HostView> {
    return viewOf(answer(await this.end(id, principal)));
  }

  private async end(id: string, { kind, id: who }: Principal): Promise<Result<HostRecord>> {
    return this.database.transaction(async (tx) => {
      const host = await this.hosts.find(id);
      if (!host) return notFound('host');
      const to: HostState = host.state === 'requested' ? 'gone' : 'terminating';
      const moved =
        hostMove(host.state, to, 'removed') !== undefined &&
        (await this.moves.move(tx, host, to, 'removed', `${kind} ${who}`));
      const now = (await this.hosts.find(id)) ?? notFound('host');
      if (moved || isRefusal(now)) return now;
      const { state } = now;
      return new Refusal('host-state', 409, `The host is ${state}.`, [], { state });
    });
  }
}

function viewOf({ addresses, machineId: _machine, askedAt: _asked, ...host }: HostRecord): HostView {
  return { ...host, name: hostName(host.id), addresses: [...addresses] };
}
