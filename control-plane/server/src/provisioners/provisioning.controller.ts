import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit } from '../auth';
import { answer, notFound } from '../platform';
import { IdParameter } from '../platform/http';
import { Hosts } from './hosts';
import { Places } from './places';
import { PoolSettingsBook, type ProvisionedPool } from './pool-settings';
import { PoolProvisioningBody, PoolProvisioningView, ProvisionersView } from './provisioning.dto';

const SECOND_MS = 1_000;

/** How pools get their scanner hosts. */
@ApiTags('fleet')
@Controller('api/v1')
export class ProvisioningController {
  constructor(
    @Inject(Places) private readonly places: Places,
    @Inject(PoolSettingsBook) private readonly pools: PoolSettingsBook,
    @Inject(Hosts) private readonly hosts: Hosts,
  ) {}

  @Get('provisioners')
  @Permit('fleet', 'read')
  @ApiOperation({
    operationId: 'listProvisioners',
    summary: 'What can make scanner hosts here',
    description: 'As the operator’s file says (`SCANFLEET_PROVISIONERS_FILE`).',
  })
  @ApiOkResponse({ type: ProvisionersView })
  list(): ProvisionersView {
    const items = this.places.all().map(({ name, provisioner: { driver, capabilities } }) => ({
      ...{ name, driver },
      ...capabilities,
    }));
    return { items };
  }

  @Get('pools/:id/provisioning')
  @Permit('fleet', 'read')
  @ApiOperation({ operationId: 'getPoolProvisioning', summary: 'How a pool gets its hosts, and how it goes' })
  @ApiOkResponse({ type: PoolProvisioningView })
  async find(@Param() { id }: IdParameter): Promise<PoolProvisioningView> {
    return this.viewOf(answer((await this.pools.find(id)) ?? notFound('provisioning of the pool')));
  }

  @Put('pools/:id/provisioning')
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'setPoolProvisioning',
    summary: 'Have a pool’s hosts made by a provisioner',
    description:
      'Replaces what was set. A size of 0 has every host drained and removed. Ends a quarantine. Refusals: `provisioner-unknown`, `settings-invalid` with every problem, `pool-has-hosts` while hosts of another provisioner are there.',
  })
  @ApiOkResponse({ type: PoolProvisioningView })
  async set(@Param() { id }: IdParameter, @Body() body: PoolProvisioningBody): Promise<PoolProvisioningView> {
    const { idleSeconds, bootSeconds, ...settings } = body;
    const times = { idleMs: idleSeconds * SECOND_MS, bootMs: bootSeconds * SECOND_MS };
    return this.viewOf(answer(await this.pools.save(id, { ...settings, ...times })));
  }

  @Delete('pools/:id/provisioning')
  @HttpCode(204)
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'removePoolProvisioning',
    summary: 'Have no hosts made for a pool any more',
    description: 'Refusal `pool-has-hosts` while there are any: set its size to 0 first.',
  })
  @ApiNoContentResponse()
  async remove(@Param() { id }: IdParameter): Promise<void> {
    answer(await this.pools.remove(id));
  }

  @Post('pools/:id/provisioning/end-quarantine')
  @HttpCode(200)
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'endPoolQuarantine',
    summary: 'Have hosts made again, although the last ones failed to boot',
  })
  @ApiOkResponse({ type: PoolProvisioningView })
  async endQuarantine(@Param() { id }: IdParameter): Promise<PoolProvisioningView> {
    return this.viewOf(answer(await this.pools.pardon(id)));
  }

  private async viewOf({ idleMs, bootMs, poolId, ...pool }: ProvisionedPool): Promise<PoolProvisioningView> {
    const hosts: Record<string, number> = {};
    for (const { state } of await this.hosts.living(poolId)) hosts[state] = (hosts[state] ?? 0) + 1;
    return {
      ...pool,
      settings: { ...pool.settings },
      labels: { ...pool.labels },
      engines: pool.engines && [...pool.engines],
      idleSeconds: idleMs / SECOND_MS,
      bootSeconds: bootMs / SECOND_MS,
      hosts,
    };
  }
}
