import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { Given, PageQuery } from '../platform/http';
import type { JobFilter } from './jobs';

/** `true` and `false`; anything else stays what it is and is refused. */
const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** Query of the list of jobs. Every filter goes with every other. */
export class JobQuery extends PageQuery {
  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 200,
    description: 'The name begins with it, in whatever case.',
  })
  @Given()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({
    maxLength: 264,
    description: 'NAME: the job has such a label. NAME=VALUE: with exactly this value.',
    example: 'team=web',
  })
  @Given()
  @IsString()
  @MaxLength(264)
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}(=[^]*)?$/, { message: '$property must be NAME or NAME=VALUE' })
  label?: string;

  @ApiPropertyOptional({ type: Boolean })
  @Given()
  @Transform(asBoolean)
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({ format: 'uuid' })
  @Given()
  @IsUUID()
  networkId?: string;
}

export function filterOf({ name, label, enabled, networkId }: JobQuery): JobFilter {
  const [key = '', ...value] = (label ?? '').split('=');
  const pair = [key, value.length > 0 ? value.join('=') : undefined] as const;
  return { name, label: label === undefined ? undefined : pair, enabled, networkId };
}
