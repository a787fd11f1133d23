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
import { Type } from 'class-transformer';
import { IsBoolean, IsDate, IsIn, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { actorOf, CurrentPrincipal, permissions, Permit, type Principal } from '../auth';
import { answer, Refusal, RefusalError } from '../platform';
import { Given, IdParameter, pageOf, PageQuery, pageSchema, type Page } from '../platform/http';
import { Exclusions, type ExclusionRecord } from './exclusions';

const time = { type: String, format: 'date-time' } as const;

class ExclusionBody {
  @ApiProperty({ maxLength: 100, example: '192.0.2.64-79', description: 'An address, a range or a CIDR.' })
  @IsString()
  @MaxLength(100)
  target: string;

  @ApiProperty({ minLength: 1, maxLength: 500, example: 'Controls the pumps: never touch it.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  comment: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Without it: in every network.' })
  @Given()
  @IsUUID('all')
  networkId?: string;

  @ApiPropertyOptional({ ...time, description: 'Without it: for ever. A week before, somebody is told.' })
  @Given()
  @Type(() => Date)
  @IsDate()
  expiresAt?: Date;

  @ApiPropertyOptional({
    ...{ type: Boolean, default: false },
    description: 'For every tenant: the fleet administrator’s.',
  })
  @Given()
  @IsBoolean()
  everywhere?: boolean;
}

class ExclusionView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'The fleet’s: it holds for every tenant.' })
  everywhere: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: in every network.' })
  networkId: string | null;

  @ApiProperty({ example: '192.0.2.64-79' })
  target: string;

  @ApiProperty()
  comment: string;

  @ApiProperty({ ...time, nullable: true })
  expiresAt: Date | null;

  @ApiProperty({ example: 'user 0190a5a0-0000-7000-8000-000000000000' })
  createdBy: string;

  @ApiProperty(time)
  createdAt: Date;

  @ApiProperty({ type: String, nullable: true })
  removedBy: string | null;

  @ApiProperty({ ...time, nullable: true })
  removedAt: Date | null;
}

class ExclusionQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Also those that are removed or expired.' })
  @Given()
  @IsIn(['true', 'false'])
  past?: 'true' | 'false';
}

const key = { list: 'exclusions', shape: ['string'] as const, of: (row: ExclusionView) => [row.id] };

/** Who made the fleet's is the fleet's affair. */
const viewOf = ({ tenantId, ...record }: ExclusionRecord): ExclusionView => ({
  ...record,
  everywhere: tenantId === null,
  ...(tenantId === null && { createdBy: 'fleet', removedBy: record.removedBy && 'fleet' }),
});

/** What nobody scans. */
@ApiTags('assets')
@Controller('api/v1/exclusions')
export class ExclusionsController {
  constructor(@Inject(Exclusions) private readonly exclusions: Exclusions) {}

  @Get()
  @Permit('assets', 'read')
  @ApiOperation({ operationId: 'listExclusions', summary: 'Addresses that no scan touches' })
  @ApiOkResponse(pageSchema(ExclusionView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: ExclusionQuery,
  ): Promise<Page<ExclusionView>> {
    const find = async (after: unknown[] | undefined, fetch: number) => {
      const past = query.past === 'true';
      const found = await this.exclusions.list(tenantId, { past }, after?.[0] as string | undefined, fetch);
      return found.map(viewOf);
    };
    return answer(await pageOf(key, query, find, (row) => row));
  }

  @Post()
  @Permit('assets', 'full')
  @ApiOperation({
    operationId: 'createExclusion',
    summary: 'Never scan these addresses',
    description:
      'From now on: scans that are under way leave out what they have not planned yet, and what is told of them is not believed.',
  })
  @ApiCreatedResponse({ type: ExclusionView })
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ExclusionBody,
  ): Promise<ExclusionView> {
    const { target, comment, networkId = null, expiresAt = null, everywhere = false } = body;
    if (everywhere && !caresForFleet(principal))
      throw new RefusalError(
        new Refusal('forbidden', 403, 'Only the fleet administrator excludes for every tenant.'),
      );
    if (everywhere && networkId !== null) {
      const reason = 'A network is one tenant’s: give networkId or everywhere.';
      const code = 'network-or-everywhere';
      throw new RefusalError(new Refusal(code, 422, reason, [{ path: '/networkId', code, reason }]));
    }
    const tenantId = everywhere ? null : principal.tenantId;
    const content = { tenantId, networkId, target, comment, expiresAt };
    return viewOf(answer(await this.exclusions.create(actorOf(principal), content)));
  }

  @Delete(':id')
  @Permit('assets', 'full')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteExclusion', summary: 'Let them be scanned again; it stays on record' })
  @ApiNoContentResponse({ description: 'It holds no more.' })
  async remove(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParameter): Promise<void> {
    const scope = { tenantId: principal.tenantId, fleet: caresForFleet(principal) };
    answer(await this.exclusions.remove(actorOf(principal), id, scope));
  }
}

const caresForFleet = ({ role }: Principal): boolean => permissions[role].fleet === 'full';
