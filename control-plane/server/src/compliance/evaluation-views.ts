import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsIP, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Given, PageQuery, Several, SortBy } from '../platform/http';
import { RULE_RESULTS, RULE_SEVERITIES, type Change, type Drift, type RuleLine } from './evaluation';
import { evaluationGrammar, type EvaluationFilter, type EvaluationRecord } from './evaluations';

const MOST_ID = 255;

export class EvaluationQuery extends PageQuery implements EvaluationFilter {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  scanId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  jobId?: string;

  @ApiPropertyOptional({
    description: 'Canonical IPv4 or IPv6 address. With a profile: its score over time.',
  })
  @IsOptional()
  @IsIP()
  address?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Beside address, scanId or jobId.' })
  @IsOptional()
  @IsUUID()
  networkId?: string;

  @ApiPropertyOptional({ maxLength: MOST_ID, description: 'Beside address, scanId or jobId.' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_ID)
  benchmarkId?: string;

  @ApiPropertyOptional({ maxLength: MOST_ID, description: 'Beside address, scanId or jobId.' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_ID)
  profileId?: string;

  @SortBy(evaluationGrammar)
  sort?: string;
}

export class EvaluationView implements EvaluationRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  scanId: string;

  @ApiProperty({ type: 'integer', description: 'Index into the scan’s profiles.' })
  profile: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  jobId: string | null;

  @ApiProperty({ format: 'uuid' })
  networkId: string;

  @ApiProperty()
  address: string;

  @ApiProperty({ type: String, format: 'date-time' })
  lookedAt: Date;

  @ApiProperty()
  benchmarkId: string;

  @ApiProperty()
  benchmarkTitle: string;

  @ApiProperty({ description: 'As its author numbers it.' })
  benchmarkVersion: string;

  @ApiProperty()
  profileId: string;

  @ApiProperty()
  profileTitle: string;

  @ApiProperty({ description: 'SHA-256 of what was evaluated.' })
  content: string;

  @ApiProperty({
    ...{ type: Number, minimum: 0, maximum: 100, nullable: true },
    description: 'Percent, of XCCDF’s default scoring. Null: there is none, or the run had trouble.',
  })
  score: number | null;

  @ApiProperty({ description: 'The tool had trouble: nothing of it counts as passed.' })
  degraded: boolean;

  @ApiProperty({
    type: 'integer',
    description:
      'Runs of the tool that it is put together from. More than 1: it was paused in between; score and counts are of all, raw output of the last.',
  })
  segments: number;

  @ApiProperty({
    type: [String],
    description: 'Platforms that counted as given although the content says otherwise.',
  })
  overridden: readonly string[];

  @ApiProperty({
    ...{ type: 'object', additionalProperties: { type: 'integer' }, example: { pass: 19, fail: 24 } },
    description: 'Rules by their results; none that was not selected.',
  })
  counts: Readonly<Record<string, number>>;
}

export class RulesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: RULE_RESULTS, isArray: true })
  @Several(RULE_RESULTS.length)
  @IsIn(RULE_RESULTS, { each: true })
  result?: string[];

  @ApiPropertyOptional({ enum: RULE_SEVERITIES, isArray: true })
  @Several(RULE_SEVERITIES.length)
  @IsIn(RULE_SEVERITIES, { each: true })
  severity?: string[];

  @ApiPropertyOptional({ maxLength: 100, description: 'In the id or the title, in whatever case.' })
  @Given()
  @IsString()
  @MaxLength(100)
  text?: string;
}

export class RuleLineView implements RuleLine {
  @ApiProperty()
  rule: string;

  @ApiProperty({ description: 'Tells the results of a rule with several checks apart; mostly empty.' })
  check: string;

  @ApiProperty({ enum: RULE_RESULTS })
  result: string;

  @ApiProperty({ enum: RULE_SEVERITIES })
  severity: string;

  @ApiProperty()
  title: string;
}

export class RuleParameters {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id: string;

  @ApiProperty({ maxLength: MOST_ID })
  @IsString()
  @MaxLength(MOST_ID)
  rule: string;
}

export class EvaluationRuleView {
  @ApiProperty({
    ...{ type: 'array', items: { type: 'object', additionalProperties: true } },
    description:
      'Mostly one: result, severity, weight, title, description, rationale, fixText, fix, idents (CCE, CVE), references, messages, evidence.',
  })
  results: readonly Record<string, unknown>[];
}

export class DriftQuery {
  @ApiPropertyOptional({
    ...{ format: 'uuid' },
    description: 'Any earlier evaluation of the same profile. Without it: the one before of the same host.',
  })
  @IsOptional()
  @IsUUID()
  against?: string;
}

class ChangeView implements Change {
  @ApiProperty()
  rule: string;

  @ApiProperty()
  check: string;

  @ApiProperty({ enum: RULE_SEVERITIES })
  severity: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: it was not among them.' })
  before: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null: it is not among them.' })
  now: string | null;
}

export class DriftView implements Drift {
  @ApiProperty()
  before: EvaluationView;

  @ApiProperty()
  now: EvaluationView;

  @ApiProperty({ description: 'Something else was evaluated: what came and went may be due to that.' })
  contentChanged: boolean;

  @ApiProperty({ type: [ChangeView], description: 'Not passed before, passed now.' })
  newPass: ChangeView[];

  @ApiProperty({ type: [ChangeView], description: 'Not failed before, failed now.' })
  newFail: ChangeView[];

  @ApiProperty({ type: [ChangeView], description: 'Another result that is neither.' })
  changed: ChangeView[];

  @ApiProperty({ type: [ChangeView] })
  added: ChangeView[];

  @ApiProperty({ type: [ChangeView] })
  removed: ChangeView[];
}

export class RollUpQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'One of the two.' })
  @IsOptional()
  @IsUUID()
  scanId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The newest evaluation of each host and profile in its scans.',
  })
  @IsOptional()
  @IsUUID()
  jobId?: string;
}

class WorstRuleView {
  @ApiProperty()
  rule: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ enum: RULE_SEVERITIES })
  severity: string;

  @ApiProperty({ type: 'integer', description: 'Of how many evaluations.' })
  failed: number;
}

export class RollUpView {
  @ApiProperty({ type: 'integer' })
  evaluations: number;

  @ApiProperty({ type: 'integer', description: 'Hosts that they are of.' })
  hosts: number;

  @ApiProperty({ type: Number, nullable: true, description: 'The mean of their scores.' })
  score: number | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'All their rules by results.',
  })
  counts: Readonly<Record<string, number>>;

  @ApiProperty({ type: [EvaluationView], description: 'At most 100, those with the least score first.' })
  worst: readonly EvaluationRecord[];

  @ApiProperty({ type: [WorstRuleView], description: 'At most 50: rules that failed, the most often first.' })
  rules: readonly WorstRuleView[];

  @ApiProperty({ description: 'There are more than 1,000 evaluations: the worst of them are told of.' })
  truncated: boolean;
}
