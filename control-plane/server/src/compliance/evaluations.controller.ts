import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { canonicalAddress } from '../assets';
import { CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, Refusal, RefusalError } from '../platform';
import { IdParameter, pageOf, pageSchema, type Page } from '../platform/http';
import type { RuleLine } from './evaluation';
import {
  DriftQuery,
  DriftView,
  EvaluationQuery,
  EvaluationRuleView,
  EvaluationView,
  RollUpQuery,
  RollUpView,
  RuleLineView,
  RuleParameters,
  RulesQuery,
} from './evaluation-views';
import { Evaluations, type EvaluationRecord } from './evaluations';

const MOST_ROLLED = 1_000;
const MOST_WORST = 100;
const MOST_RULES = 50;

const ruleKey = { list: 'evaluation-rules', shape: ['number'] as const, of: (row: Placed) => [row.place] };

interface Placed extends RuleLine {
  readonly place: number;
}

/** Whether systems are as a benchmark says, rule by rule and over time. */
@ApiTags('compliance')
@Controller('api/v1/evaluations')
export class EvaluationsController {
  constructor(@Inject(Evaluations) private readonly evaluations: Evaluations) {}

  @Get()
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'listEvaluations',
    summary: 'Evaluations of profiles, of a scan, a job or a host: score and counts, newest first',
  })
  @ApiOkResponse(pageSchema(EvaluationView))
  async list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() query: EvaluationQuery,
  ): Promise<Page<EvaluationRecord>> {
    const address = query.address && (canonicalAddress(query.address) ?? query.address);
    return answer(await this.evaluations.list(tenantId, { ...query, address }, query));
  }

  @Get('summary')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'sumUpEvaluations',
    summary: 'A scan or a job as a whole: mean score, worst hosts, rules that fail most often',
  })
  @ApiOkResponse({ type: RollUpView })
  async sumUp(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query() { scanId, jobId }: RollUpQuery,
  ): Promise<RollUpView> {
    if ((scanId === undefined) === (jobId === undefined))
      throw new RefusalError(new Refusal('scan-or-job', 422, 'Name a scan or a job, and not both.'));
    const of = scanId === undefined ? { jobId: jobId ?? '' } : { scanId };
    const found = await this.evaluations.newest(tenantId, of, MOST_ROLLED + 1);
    const told = found.slice(0, MOST_ROLLED);
    const counts: Record<string, number> = {};
    for (const one of told)
      for (const [result, n] of Object.entries(one.counts)) counts[result] = (counts[result] ?? 0) + n;
    const scores = told.flatMap(({ score }) => score ?? []);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    return {
      evaluations: told.length,
      hosts: new Set(told.map(({ networkId, address }) => `${networkId} ${address}`)).size,
      score: scores.length === 0 ? null : Math.round(mean * 1_000) / 1_000,
      counts,
      worst: told.slice(0, MOST_WORST),
      rules: await this.evaluations.worstRules(
        told.map(({ id }) => id),
        MOST_RULES,
      ),
      truncated: found.length > MOST_ROLLED,
    };
  }

  @Get(':id')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getEvaluation', summary: 'One evaluation' })
  @ApiOkResponse({ type: EvaluationView })
  async get(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
  ): Promise<EvaluationRecord> {
    return answer(await this.evaluations.find(tenantId, id));
  }

  @Get(':id/rules')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'listEvaluationRules', summary: 'Its rules in the order of their ids' })
  @ApiOkResponse(pageSchema(RuleLineView))
  async rules(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Query() query: RulesQuery,
  ): Promise<Page<RuleLine>> {
    const { result, severity, text = '' } = query;
    const wanted = text.toLowerCase();
    const all = answer(await this.evaluations.rules(tenantId, id)).map((line, place): Placed => ({
      ...line,
      place,
    }));
    const matching = all.filter(
      (line) =>
        (result?.includes(line.result) ?? true) &&
        (severity?.includes(line.severity) ?? true) &&
        `${line.rule}\n${line.title}`.toLowerCase().includes(wanted),
    );
    const read = async (after: unknown[] | undefined, fetch: number) =>
      matching.filter(({ place }) => after === undefined || place > Number(after[0])).slice(0, fetch);
    return answer(await pageOf(ruleKey, query, read, ({ place: _, ...line }) => line));
  }

  @Get(':id/rules/:rule')
  @Permit('scanning', 'read')
  @ApiOperation({ operationId: 'getEvaluationRule', summary: 'All that was told of one rule' })
  @ApiOkResponse({ type: EvaluationRuleView })
  async rule(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id, rule }: RuleParameters,
  ): Promise<EvaluationRuleView> {
    return { results: answer(await this.evaluations.rule(tenantId, id, rule)) };
  }

  @Get(':id/drift')
  @Permit('scanning', 'read')
  @ApiOperation({
    operationId: 'getEvaluationDrift',
    summary: 'What is different since an earlier evaluation',
    description: 'What passes now, what fails now, other changes, and rules that came or went.',
  })
  @ApiOkResponse({ type: DriftView })
  async drift(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param() { id }: IdParameter,
    @Query() { against }: DriftQuery,
  ): Promise<DriftView> {
    const { before, now, ...drift } = answer(await this.evaluations.drift(tenantId, id, against));
    return { before, now, contentChanged: before.content !== now.content, ...drift };
  }
}
