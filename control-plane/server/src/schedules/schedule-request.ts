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
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
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

/** What a schedule says beside its times. */
class ScheduleTerms {
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

export class ScheduleRequest extends ScheduleTerms {
  @ApiProperty({ type: RecurrenceRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => RecurrenceRequest)
  recurrence: RecurrenceRequest;
}

export class NamedScheduleRequest extends ScheduleRequest {
  @ApiProperty({ minLength: 1, maxLength: 100, example: 'Nightly' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;
}

/** All of a schedule, but where its times would be there may be nothing. */
class PartialSchedule extends ScheduleTerms {
  @ApiPropertyOptional({ type: RecurrenceRequest })
  @Given()
  @IsObject()
  @ValidateNested()
  @Type(() => RecurrenceRequest)
  recurrence?: RecurrenceRequest;
}

export class NamedScheduleEdit extends PartialSchedule {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100, example: 'Nightly' })
  @Given()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;
}

export class JobScheduleRequest extends PartialSchedule {
  @ApiPropertyOptional({ format: 'uuid', description: 'Follow this schedule. Then nothing else is given.' })
  @Given()
  @IsUUID('all')
  namedScheduleId?: string;
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

/** With everything that was not said. Refusals (422): `no-recurrence`, `resume-without-pause`. */
export function definitionOf(request: PartialSchedule): Result<Definition> {
  const { recurrence, pauseAfterSeconds = null, resumeInSeconds = null } = request;
  if (!recurrence) return wrong('no-recurrence', '/recurrence', 'A schedule needs its recurrence.');
  if (resumeInSeconds !== null && pauseAfterSeconds === null)
    return wrong(
      'resume-without-pause',
      '/resumeInSeconds',
      'What is never paused cannot be resumed: give pauseAfterSeconds too.',
    );
  return {
    recurrence: { ...recurrence },
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

/** A definition of the job's own, or which named schedule it follows. Refusals (422): `named-or-own`, those of definitionOf. */
export function chosen(request: JobScheduleRequest): Result<Definition | { namedScheduleId: string }> {
  const { namedScheduleId, ...own } = request;
  if (namedScheduleId === undefined) return definitionOf(own);
  if (Object.values(own).every((value) => value === undefined)) return { namedScheduleId };
  return wrong(
    'named-or-own',
    '/namedScheduleId',
    'A job follows a named schedule or has its own, not both.',
  );
}

const wrong = (code: string, path: string, reason: string): Refusal =>
  new Refusal(code, 422, reason, [{ path, code, reason }]);
