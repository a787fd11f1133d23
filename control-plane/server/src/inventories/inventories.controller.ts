import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import type { SyncOutcome } from '../assets';
import { answer } from '../platform';
import { Given, IdParameter } from '../platform/http';
import { NetworkInventories, type NetworkInventoryRecord } from './network-inventories';
import { InventorySources } from './sources';

const SECOND_MS = 1_000;
const FIFTEEN_MINUTES = 900;
const A_DAY = 86_400;

class InventorySourceView {
  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ['openstack', 'libvirt'] })
  driver: string;
}

class InventorySourcesView {
  @ApiProperty({ type: [InventorySourceView] })
  items: InventorySourceView[];
}

class NetworkInventoryBody {
  @ApiProperty({ maxLength: 64, description: 'A name of listInventories.', example: 'cloud' })
  @IsString()
  @Matches(/^[a-z][a-z0-9-]{0,63}$/)
  inventory: string;

  @ApiPropertyOptional({ minimum: 60, maximum: A_DAY, default: FIFTEEN_MINUTES })
  @Given()
  @IsInt()
  @Min(60)
  @Max(A_DAY)
  everySeconds?: number;
}

class SyncOutcomeView implements SyncOutcome {
  @ApiProperty()
  created: number;

  @ApiProperty()
  updated: number;

  @ApiProperty()
  unchanged: number;

  @ApiProperty({ description: 'Machines that could not be taken.' })
  refused: number;

  @ApiProperty({ type: [String], description: 'Why, of the first of those that were refused.' })
  reasons: readonly string[];

  @ApiProperty({ description: 'Machines without an address in the network.' })
  elsewhere: number;
}

class NetworkInventoryView {
  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty()
  inventory: string;

  @ApiProperty()
  everySeconds: number;

  @ApiProperty({ type: String, format: 'date-time' })
  nextAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The last that went well.' })
  syncedAt: Date | null;

  @ApiProperty({ type: SyncOutcomeView, nullable: true })
  outcome: SyncOutcome | null;

  @ApiProperty({ description: 'Why the last did not go well. Empty: it did.' })
  fault: string;
}

/** Where networks' assets come from. */
@ApiTags('assets')
@Controller('api/v1')
export class InventoriesController {
  constructor(
    @Inject(InventorySources) private readonly sources: InventorySources,
    @Inject(NetworkInventories) private readonly inventories: NetworkInventories,
  ) {}

  @Get('inventories')
  @Permit('fleet', 'read')
  @ApiOperation({
    operationId: 'listInventories',
    summary: 'What knows machines here',
    description: 'As the operator’s file says (`SCANFLEET_INVENTORIES_FILE`).',
  })
  @ApiOkResponse({ type: InventorySourcesView })
  list(): InventorySourcesView {
    return { items: this.sources.all() };
  }

  @Get('networks/:id/inventory')
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'getNetworkInventory', summary: 'Where a network’s assets come from' })
  @ApiOkResponse({ type: NetworkInventoryView })
  async find(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<NetworkInventoryView> {
    return viewOf(answer(await this.inventories.find(tenantId, id)));
  }

  @Put('networks/:id/inventory')
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'setNetworkInventory',
    summary: 'Keep a network’s assets as an inventory has them',
    description:
      'Whose machines a tenant sees is decided here. The first sync follows within seconds. A machine with an address in the network is an asset, by its external id `inventory:id`; it keeps who it is whatever else changes. Refusal `inventory-unknown`.',
  })
  @ApiOkResponse({ type: NetworkInventoryView })
  async set(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Body() { inventory, everySeconds = FIFTEEN_MINUTES }: NetworkInventoryBody,
  ): Promise<NetworkInventoryView> {
    const wanted = { inventory, everyMs: everySeconds * SECOND_MS };
    return viewOf(answer(await this.inventories.set(tenantId, id, wanted)));
  }

  @Delete('networks/:id/inventory')
  @HttpCode(204)
  @Permit('fleet', 'full')
  @ApiOperation({
    operationId: 'removeNetworkInventory',
    summary: 'Leave a network’s assets to the tenant',
    description: 'They stay as they are.',
  })
  @ApiNoContentResponse()
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.inventories.remove(tenantId, id));
  }

  @Post('networks/:id/inventory/sync')
  @HttpCode(202)
  @Permit('assets', 'full')
  @ApiOperation({
    operationId: 'syncNetworkInventory',
    summary: 'Have a network’s inventory asked now',
    description: 'Within seconds; `syncedAt` and `fault` tell how it went.',
  })
  @ApiAcceptedResponse({ type: NetworkInventoryView })
  async sync(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<NetworkInventoryView> {
    return viewOf(answer(await this.inventories.hasten(tenantId, id)));
  }
}

const viewOf = ({ everyMs, ...record }: NetworkInventoryRecord): NetworkInventoryView => ({
  ...record,
  everySeconds: everyMs / SECOND_MS,
});
