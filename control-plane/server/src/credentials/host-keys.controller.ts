import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsInt, IsIP, IsUUID, Matches, Max, Min } from 'class-validator';
import { canonicalAddress } from '../assets';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer } from '../platform';
import { Given, IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { HOST_KEY, HostKeys, type HostKeyRecord } from './host-keys';

class HostKeyBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  networkId: string;

  @ApiProperty({ example: '192.0.2.1' })
  @IsIP()
  address: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 65_535, default: 22 })
  @Given()
  @IsInt()
  @Min(1)
  @Max(65_535)
  port?: number;

  @ApiProperty({
    description: 'As known_hosts and ssh-keyscan have it, without name and comment.',
    example: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9wZW5TU0ggaG9zdCBrZXkgZm9yIGV4YW1wbGVzICEh',
  })
  @Matches(HOST_KEY, { message: '$property must be a host key as known_hosts has it' })
  hostKey: string;
}

class HostKeyView implements HostKeyRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty()
  address: string;

  @ApiProperty({ type: 'integer' })
  port: number;

  @ApiProperty()
  hostKey: string;

  @ApiProperty({ description: 'As ssh-keygen prints it.' })
  fingerprint: string;

  @ApiProperty({ description: 'A user or token, or the scan that saw it first.' })
  pinnedBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;
}

class HostKeyQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @Given()
  @IsUUID()
  networkId?: string;

  @ApiPropertyOptional()
  @Given()
  @IsIP()
  address?: string;
}

const key = { list: 'host-keys', shape: ['string'] as const, of: (row: HostKeyRecord) => [row.id] };

/** By which hosts prove to be themselves before a secret is shown to them. */
@ApiTags('credentials')
@Controller('api/v1/host-keys')
export class HostKeysController {
  constructor(@Inject(HostKeys) private readonly hostKeys: HostKeys) {}

  @Get()
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'listHostKeys', summary: 'Keys of hosts that are pinned' })
  @ApiOkResponse(pageSchema(HostKeyView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: HostKeyQuery,
  ): Promise<Page<HostKeyRecord>> {
    const { networkId, address } = query;
    const filter = {
      networkId,
      address: address === undefined ? undefined : (canonicalAddress(address) ?? address),
    };
    const find = (after: unknown[] | undefined, fetch: number) =>
      this.hostKeys.list(tenantId, filter, after?.[0] as string | undefined, fetch);
    return answer(await pageOf(key, query, find, (row) => row));
  }

  @Post()
  @Permit('assets', 'full')
  @ApiOperation({
    operationId: 'pinHostKey',
    summary: 'Pin a key of a host',
    description: 'A host may have several, such as one of each algorithm; any of them proves it.',
  })
  @ApiCreatedResponse({ type: HostKeyView })
  async pin(@CurrentPrincipal() principal: Principal, @Body() body: HostKeyBody): Promise<HostKeyRecord> {
    const { networkId, address, port = 22, hostKey } = body;
    const words = { networkId, address: canonicalAddress(address) ?? address, port, hostKey };
    return answer(await this.hostKeys.pin(principal.tenantId, actorOf(principal), words));
  }

  @Delete(':id')
  @Permit('assets', 'full')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteHostKey',
    summary: 'Forget a key: after the host was set up anew',
    description: 'The next scan with a credential that trusts first keys pins what it finds.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  async remove(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.hostKeys.remove(tenantId, id));
  }
}
