import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDate,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Refusal, type Result } from '../platform';
import { Given } from '../platform/http';
import type { WeeklyHours } from './gate';
import type { WindowContent, WindowRecord } from './windows';
import { isZone } from './zone';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const LONGEST_GRACE_SECONDS = 3_600;
const USUAL_GRACE_SECONDS = 60;

export class WeeklyHoursRequest implements WeeklyHours {
  @ApiProperty({
    type: [Number],
    minItems: 1,
    maxItems: 7,
    example: [1, 2, 3, 4, 5],
    description: '0 is Sunday.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(6, { each: true })
  weekdays: number[];

  @ApiProperty({ example: '22:00', pattern: TIME.source })
  @Matches(TIME)
  from: string;

  @ApiProperty({
    example: '06:00',
    pattern: TIME.source,
    description: 'At or before `from`: on the next day.',
  })
  @Matches(TIME)
  to: string;
}

/** What an edit may change. */
export class WindowEdit {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100, example: 'Office hours' })
  @Given()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ maxLength: 64, description: 'IANA time zone.', example: 'Asia/Taipei' })
  @Given()
  @IsString()
  @MaxLength(64)
  zone?: string;

  @ApiPropertyOptional({
    type: [WeeklyHoursRequest],
    minItems: 1,
    maxItems: 20,
    description: 'Or once: startsAt, endsAt.',
  })
  @Given()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => WeeklyHoursRequest)
  weekly?: WeeklyHoursRequest[];

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @Given()
  @Type(() => Date)
  @IsDate()
  startsAt?: Date;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @Given()
  @Type(() => Date)
  @IsDate()
  endsAt?: Date;

  @ApiPropertyOptional({
    ...{ minimum: 0, maximum: LONGEST_GRACE_SECONDS, default: USUAL_GRACE_SECONDS },
    description: 'What running tools are allowed to finish in when it closes.',
  })
  @Given()
  @IsInt()
  @Min(0)
  @Max(LONGEST_GRACE_SECONDS)
  graceSeconds?: number;
}

export class WindowRequest extends WindowEdit {
  @ApiProperty({
    enum: ['window', 'blackout'],
    description: 'Scans run only in windows, if there are any; never in blackouts.',
  })
  @IsIn(['window', 'blackout'])
  kind: 'window' | 'blackout';

  @ApiProperty({ minLength: 1, maxLength: 100, example: 'Office hours' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  declare name: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'This or jobId.' })
  @Given()
  @IsUUID('all')
  networkId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @Given()
  @IsUUID('all')
  jobId?: string;
}

/** Refusals (422): `one-of-network-and-job`, and those of `edited`. */
export function contentOf(request: WindowRequest): Result<WindowContent> {
  const { kind, name, networkId = null, jobId = null } = request;
  if ((networkId === null) === (jobId === null))
    return wrong('one-of-network-and-job', '/networkId', 'Name a network or a job, and not both.');
  const nothing = { weekly: null, startsAt: null, endsAt: null };
  return edited(
    { kind, name, networkId, jobId, zone: 'UTC', ...nothing, graceSeconds: USUAL_GRACE_SECONDS },
    request,
  );
}

/**
 * Giving weekly hours takes the place of a single time, and the other way round. Refusals (422): `no-such-zone`,
 * `weekly-or-once`, `ends-before-start`.
 */
export function edited(present: WindowContent | WindowRecord, edit: WindowEdit): Result<WindowContent> {
  const { kind, networkId, jobId } = present;
  const { name = present.name, zone = present.zone, graceSeconds = present.graceSeconds, weekly } = edit;
  const once = edit.startsAt !== undefined || edit.endsAt !== undefined;
  if (!isZone(zone)) return wrong('no-such-zone', '/zone', 'There is no such time zone.');
  if (weekly && once) return wrong('weekly-or-once', '/weekly', 'Give weekly hours, or startsAt and endsAt.');
  const common = { kind, name, zone, networkId, jobId, graceSeconds };
  const hours = weekly ?? (once ? null : present.weekly);
  if (hours) {
    const plain = hours.map(({ weekdays, from, to }) => ({ weekdays: [...weekdays], from, to }));
    return { ...common, weekly: plain, startsAt: null, endsAt: null };
  }
  const { startsAt = present.startsAt, endsAt = present.endsAt } = edit;
  if (!startsAt || !endsAt)
    return wrong('weekly-or-once', '/weekly', 'Give weekly hours, or startsAt and endsAt.');
  if (endsAt <= startsAt) return wrong('ends-before-start', '/endsAt', 'It ends before it starts.');
  return { ...common, weekly: null, startsAt, endsAt };
}

const wrong = (code: string, path: string, reason: string): Refusal =>
  new Refusal(code, 422, reason, [{ path, code, reason }]);
