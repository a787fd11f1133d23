import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Refusal, type Result } from '../platform';
import { Given } from '../platform/http';
import { MISSED, OVERLAP, type Definition } from './policy';
import { KINDS, UNITS, type Recurrence } from './recurrence';

const Bounded =
  (least: number, most: number): PropertyDecorator =>
  (target, property) => {
    IsInt()(target, property);
    Min(least)(target, property);
    Max(most)(target, property);
  };

export class RecurrenceRequest implements Recurrence {
  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS)
  kind: Recurrence['kind'];

  @ApiProperty({ maxLength: 64, description: 'IANA time zone.', example: 'Asia/Taipei' })
  @IsString()
  @MaxLength(64)
  zone: string;

  @ApiProperty({
    maxLength: 16,
    example: '2026-12-01T03:00',
    description: 'Local time: the first day and the time of day. For cron: not before.',
  })
  @IsString()
  @MaxLength(16)
  start: string;

  @ApiPropertyOptional({ maxLength: 16, description: 'Local time of the last moment, included.' })
  @Given()
  @IsString()
  @MaxLength(16)
  end?: string;

  @ApiPropertyOptional({ type: [Number], minItems: 1, maxItems: 7, description: 'weekly: 0 is Sunday.' })
  @Given()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(6, { each: true })
  weekdays?: number[];

  @ApiPropertyOptional({ minimum: 1, maximum: 31, description: 'monthly: or the last of a shorter month.' })
  @Given()
  @Bounded(1, 31)
  day?: number;

  @ApiPropertyOptional({
    oneOf: [
      { type: 'integer', minimum: 1, maximum: 5 },
      { type: 'string', enum: ['last'] },
    ],
    description: 'monthly-weekday: which of the month.',
    example: 1,
  })
  @Given()
  @IsIn([1, 2, 3, 4, 5, 'last'])
  nth?: number | 'last';

  @ApiPropertyOptional({ minimum: 0, maximum: 6, description: 'monthly-weekday: 0 is Sunday.' })
  @Given()
  @Bounded(0, 6)
  weekday?: number;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: 1000,
    description: 'every: so many units, counted from start.',
  })
  @Given()
  @Bounded(1, 1_000)
  every?: number;

  @ApiPropertyOptional({ enum: UNITS })
  @Given()
  @IsIn(UNITS)
  unit?: (typeof UNITS)[number];

  @ApiPropertyOptional({ maxLength: 200, description: 'cron: five fields.', example: '30 2 * * mon-fri' })
  @Given()
  @IsString()
  @MaxLength(200)
  cron?: string;
}

export class ScheduleRequest {
  @ApiProperty({ type: RecurrenceRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => RecurrenceRequest)
  recurrence: RecurrenceRequest;

  @ApiPropertyOptional({ minimum: 1, maximum: 100000, description: 'Occurrences from now on, then no more.' })
  @Given()
  @Bounded(1, 100_000)
  count?: number;

  @ApiPropertyOptional({ enum: MISSED, default: 'once' })
  @Given()
  @IsIn(MISSED)
  missed?: Definition['missed'];

  @ApiPropertyOptional({ minimum: 0, maximum: 604800, default: 3600, description: 'How late one may start.' })
  @Given()
  @Bounded(0, 604_800)
  catchUpSeconds?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 10, description: 'missed=all: at most so many.' })
  @Given()
  @Bounded(1, 100)
  catchUpMost?: number;

  @ApiPropertyOptional({ enum: OVERLAP, default: 'skip' })
  @Given()
  @IsIn(OVERLAP)
  overlap?: Definition['overlap'];

  @ApiPropertyOptional({ minimum: 0, maximum: 3600, default: 0 })
  @Given()
  @Bounded(0, 3_600)
  jitterSeconds?: number;

  @ApiPropertyOptional({
    ...{ minimum: 60, maximum: 604_800 },
    description: 'Each scan it starts is paused after so long of running.',
  })
  @Given()
  @Bounded(60, 604_800)
  pauseAfterSeconds?: number;

  @ApiPropertyOptional({
    ...{ minimum: 60, maximum: 604_800 },
    description: 'And goes on after so long; without it when a person resumes it.',
  })
  @Given()
  @Bounded(60, 604_800)
  resumeInSeconds?: number;

  @ApiPropertyOptional({
    ...{ minimum: 60, maximum: 2_592_000 },
    description: 'Each scan it starts is canceled so long after its start.',
  })
  @Given()
  @Bounded(60, 2_592_000)
  cancelAfterSeconds?: number;
}

export class PreviewRequest {
  @ApiProperty({ type: RecurrenceRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => RecurrenceRequest)
  recurrence: RecurrenceRequest;

  @ApiPropertyOptional({ minimum: 1, maximum: 100000 })
  @Given()
  @Bounded(1, 100_000)
  count?: number;

  @ApiPropertyOptional({ maxLength: 64, description: 'The caller’s zone; without it the schedule’s.' })
  @Given()
  @IsString()
  @MaxLength(64)
  zone?: string;
}

/** With everything that was not said. Refusal: `resume-without-pause` (422). */
export function definitionOf(request: ScheduleRequest): Result<Definition> {
  const { pauseAfterSeconds = null, resumeInSeconds = null } = request;
  if (resumeInSeconds !== null && pauseAfterSeconds === null) {
    const reason = 'What is never paused cannot be resumed: give pauseAfterSeconds too.';
    const field = { path: '/resumeInSeconds', code: 'resume-without-pause', reason };
    return new Refusal('resume-without-pause', 422, reason, [field]);
  }
  return {
    recurrence: { ...request.recurrence },
    count: request.count ?? null,
    missed: request.missed ?? 'once',
    catchUpSeconds: request.catchUpSeconds ?? 3_600,
    catchUpMost: request.catchUpMost ?? 10,
    overlap: request.overlap ?? 'skip',
    jitterSeconds: request.jitterSeconds ?? 0,
    pauseAfterSeconds,
    resumeInSeconds,
    cancelAfterSeconds: request.cancelAfterSeconds ?? null,
  };
}
