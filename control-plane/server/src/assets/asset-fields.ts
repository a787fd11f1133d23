import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Name, PageQuery } from '../platform/http';
import { MOST_ASSET_ADDRESSES, MOST_TAGS } from './asset-content';
import type { AssetPower } from './asset-power';

const Given = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
const NotNull = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined && value !== null);

const externalIdHint = 'What the tenant’s own inventory calls it, such as an instance id. Once set it stays.';
const addressesHint = 'The first is the primary one. An address belongs to one asset of a network.';

/** What may be changed of an asset; what is left out stays. Meanings are checked by the room. */
export class AssetPatch {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200, example: 'web-1' })
  @Given()
  @Name(200)
  name?: string;

  @ApiPropertyOptional({ maxLength: 253, example: 'web-1.example.com' })
  @Given()
  @IsString()
  @MaxLength(254)
  hostName?: string;

  @ApiPropertyOptional({ maxLength: 200, example: 'Ubuntu 24.04' })
  @Given()
  @IsString()
  @MaxLength(200)
  os?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, description: externalIdHint })
  @NotNull()
  @Name(200)
  externalId?: string | null;

  @ApiPropertyOptional({
    ...{ type: [String], maxItems: MOST_ASSET_ADDRESSES, description: addressesHint },
    example: ['192.0.2.10'],
  })
  @Given()
  @IsArray()
  @ArrayMaxSize(MOST_ASSET_ADDRESSES)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  addresses?: string[];

  @ApiPropertyOptional({ type: [String], maxItems: MOST_TAGS, example: ['production'] })
  @Given()
  @IsArray()
  @ArrayMaxSize(MOST_TAGS)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(100, { each: true })
  tags?: string[];
}

export class AssetBody extends AssetPatch {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  networkId: string;
}

export class AssetView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'Empty: none.' })
  hostName: string;

  @ApiProperty()
  os: string;

  @ApiProperty({ type: String, nullable: true, description: externalIdHint })
  externalId: string | null;

  @ApiProperty({ type: [String], description: addressesHint })
  addresses: readonly string[];

  @ApiProperty({ type: [String] })
  tags: readonly string[];

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updatedAt: Date;

  @ApiProperty()
  version: number;

  @ApiProperty({
    ...{ type: String, enum: ['on', 'off', 'gone'], nullable: true },
    description:
      'As the network’s inventory told; `gone`: it knows the machine no more. Null: no inventory tells.',
  })
  power: AssetPower | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when, as far as was seen.',
  })
  powerAt: Date | null;

  @ApiProperty({
    ...{ type: String, format: 'date-time', nullable: true },
    description: 'Until when that is believed: a machine that is off or gone is not scanned as an asset.',
  })
  powerUntil: Date | null;
}

/** What lists and exports of assets are narrowed by. */
export class AssetQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  networkId?: string;

  @ApiPropertyOptional({ maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  tag?: string;

  @ApiPropertyOptional({ maxLength: 50, description: 'One that the asset has.' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  address?: string;

  @ApiPropertyOptional({ maxLength: 100, description: 'What the name or the host name begins with.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  text?: string;
}
