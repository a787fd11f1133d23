import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { EMAIL, LOCALES, Zone, type Locale } from '../auth';
import { Name } from '../platform/http';
import { CHANNELS, type Channel } from './delivery.entity';
import type { DigestPeriod } from './facts';
import { TRIGGERS, type DigestTime, type Trigger } from './occasion';
import type { RuleTerms } from './rule-terms';

const MOST_RECIPIENTS = 20;
const MOST_ANNOUNCE_MINUTES = 7 * 24 * 60;

/** May be left out, but is not null. */
export const Given = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
/** May be left out, or null. */
export const Nullable = (): PropertyDecorator =>
  ValidateIf((_, value) => value !== null && value !== undefined);

export class DigestBody {
  @ApiProperty({ enum: ['day', 'week'] })
  @IsIn(['day', 'week'])
  every: DigestPeriod;

  @ApiPropertyOptional({ minimum: 0, maximum: 23, default: 8 })
  @Given()
  @IsInt()
  @Min(0)
  @Max(23)
  hour?: number;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: 7,
    default: 1,
    description: '1 Monday to 7 Sunday; for a weekly one.',
  })
  @Given()
  @IsInt()
  @Min(1)
  @Max(7)
  weekday?: number;

  @ApiPropertyOptional({
    type: String,
    default: 'UTC',
    description: 'IANA time zone.',
    example: 'Asia/Taipei',
  })
  @Given()
  @Zone()
  zone?: string;
}

/** What a person says of a rule. */
export class RuleBody {
  @ApiProperty({ minLength: 1, maxLength: 100, example: 'new high findings' })
  @Name(100)
  name: string;

  @ApiPropertyOptional({ default: true })
  @Given()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    default: null,
    description: 'Null: scans of every job.',
  })
  @Nullable()
  @IsUUID()
  jobId?: string | null;

  @ApiProperty({
    enum: TRIGGERS,
    enumName: 'NotificationTrigger',
    description:
      'always: whenever a scan has ended and its findings are drawn; failure: it ended in Error, or finished without some of its targets; new-findings: it saw a finding for the first time, or again after it was fixed, at or above minSeverity; digest: many scans in one message.',
  })
  @IsIn(TRIGGERS)
  trigger: Trigger;

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: 5,
    nullable: true,
    default: null,
    description: '5 critical to 1 information. For trigger new-findings.',
  })
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(5)
  minSeverity?: number | null;

  @ApiPropertyOptional({
    type: DigestBody,
    nullable: true,
    default: null,
    description: 'For trigger digest.',
  })
  @Nullable()
  @ValidateNested()
  @Type(() => DigestBody)
  digest?: DigestBody | null;

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: MOST_ANNOUNCE_MINUTES,
    nullable: true,
    default: null,
    description: 'Also tells of a scheduled scan so many minutes before it starts. Not for trigger digest.',
  })
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(MOST_ANNOUNCE_MINUTES)
  announceMinutes?: number | null;

  @ApiProperty({ enum: CHANNELS, enumName: 'NotificationChannel' })
  @IsIn(CHANNELS)
  channel: Channel;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    default: null,
    description: 'For channel webhook.',
  })
  @Nullable()
  @IsUUID()
  webhookId?: string | null;

  @ApiPropertyOptional({
    type: [String],
    maxItems: MOST_RECIPIENTS,
    default: [],
    description: 'Mail addresses. For channel mail.',
    example: ['security@example.com'],
  })
  @Given()
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value)
      ? value.map((one: unknown) => (typeof one === 'string' ? one.toLowerCase() : one))
      : value,
  )
  @IsArray()
  @ArrayMaxSize(MOST_RECIPIENTS)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(254, { each: true })
  @Matches(EMAIL, { each: true, message: 'each value in $property must be a plain e-mail address' })
  recipients?: string[];

  @ApiPropertyOptional({
    description:
      'Also to whoever started the scan, or for one that a schedule started to the job’s owner (to the tenant’s administrators, when the owner is no member any more). For channel mail; true unless said otherwise, but not for a digest.',
  })
  @Given()
  @IsBoolean()
  toStarter?: boolean;

  @ApiPropertyOptional({
    type: String,
    enum: LOCALES,
    nullable: true,
    default: null,
    description: 'Null: each reader’s own; English for addresses that are no user’s. For channel mail.',
  })
  @Nullable()
  @IsIn(LOCALES)
  language?: Locale | null;
}

/** An edit: what is left out stays. */
export class RuleEdit extends PartialType(RuleBody, { skipNullProperties: false }) {}

/** The whole terms, with what is left out filled in. */
export function termsOf(body: RuleBody): RuleTerms {
  const byMail = body.channel === 'mail';
  return {
    name: body.name,
    enabled: body.enabled ?? true,
    jobId: body.jobId ?? null,
    trigger: body.trigger,
    minSeverity: body.minSeverity ?? null,
    digest: digestOf(body.digest) ?? null,
    announceMinutes: body.announceMinutes ?? null,
    channel: body.channel,
    webhookId: body.webhookId ?? null,
    recipients: body.recipients ?? [],
    toStarter: body.toStarter ?? (byMail && body.trigger !== 'digest'),
    language: body.language ?? null,
  };
}

/** Only what an edit says. */
export function changeOf(edit: RuleEdit): Partial<RuleTerms> {
  const given = Object.entries({ ...edit, digest: digestOf(edit.digest) });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function digestOf(body: DigestBody | null | undefined): DigestTime | null | undefined {
  if (!body) return body;
  const { every, hour = 8, weekday = 1, zone = 'UTC' } = body;
  return { every, hour, weekday, zone };
}
