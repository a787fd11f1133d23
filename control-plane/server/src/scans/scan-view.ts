import { ApiProperty } from '@nestjs/swagger';
import { ProfileView, type EngineProfile } from '../profiles';
import { DISPOSITIONS, type DispositionKind } from './disposition';
import { HOLD_CODES, type Hold, type HoldCode } from './hold';
import type { ImportOrigin } from './scan-insertion';
import { SCAN_KINDS, type ScanKind } from './kinds';
import { SCAN_STATES, type ScanOutcome, type ScanResult, type ScanState } from './scan.machine';
import { SLICE_STATES, type SliceState } from './slice.machine';

const id = { format: 'uuid' } as const;
const optionalId = { type: String, format: 'uuid', nullable: true } as const;
const time = { type: String, format: 'date-time' } as const;
const optionalTime = { ...time, nullable: true } as const;
const stateName = { enum: SCAN_STATES, enumName: 'ScanState' } as const;
const optionalStateName = { ...stateName, nullable: true } as const;

export class EstimatedEndView {
  @ApiProperty(time)
  from: Date;

  @ApiProperty(time)
  to: Date;
}

export class ScanProgressView {
  @ApiProperty({ minimum: 0, maximum: 100, description: 'Never falls.' })
  percent: number;

  @ApiProperty({ description: 'Addresses, once for each profile.' })
  targetsTotal: number;

  @ApiProperty({ description: 'Targets with a disposition.' })
  targetsDone: number;

  @ApiProperty({
    description:
      'Open ports and vulnerabilities that the finished targets brought, before they are compared.',
  })
  findingsSoFar: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Targets a minute since the present segment began.',
  })
  ratePerMinute: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Targets a minute, lately.' })
  recentRatePerMinute: number | null;

  @ApiProperty({
    type: EstimatedEndView,
    nullable: true,
    description: 'Null: nobody knows, or it is not running.',
  })
  estimatedEnd: EstimatedEndView | null;

  @ApiProperty({ description: 'Slices made so far; planning of a large scan goes on while it runs.' })
  slicesTotal: number;

  @ApiProperty()
  slicesQueued: number;

  @ApiProperty()
  slicesRunning: number;
}

export class ScanFindingsView {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Findings that it saw: critical, high, medium, low, information.',
  })
  bySeverity: Readonly<Record<string, number>>;

  @ApiProperty({ description: 'Findings that nobody had seen before.' })
  new: number;

  @ApiProperty({ description: 'Findings that became Active.' })
  active: number;

  @ApiProperty({ description: 'Findings whose spot it looked at and that were not there.' })
  fixed: number;

  @ApiProperty()
  reopened: number;
}

export class ScanSummaryView {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: `How many targets have which disposition: ${DISPOSITIONS.join(', ')}.`,
  })
  dispositions: Readonly<Partial<Record<DispositionKind, number>>>;

  @ApiProperty({ description: 'How many agents delivered something.' })
  agents: number;

  @ApiProperty({ description: 'Stretches between start or resume and pause or end.' })
  segments: number;

  @ApiProperty({ description: 'Of all segments together, pauses not counted.' })
  runningMs: number;

  @ApiProperty({
    type: ScanFindingsView,
    nullable: true,
    description: 'What processing counted; null before it, and for a scan of an older version.',
  })
  findings: ScanFindingsView | null;
}

/** Why a scan waits although nobody paused it. */
export class ImportOriginView implements ImportOrigin {
  @ApiProperty({ description: 'In the words of who imported them.' })
  source: string;

  @ApiProperty({ enum: ['nmap', 'xccdf', 'oval'] })
  format: string;

  @ApiProperty({ description: 'SHA-256 of the document as it was sent.' })
  sha256: string;

  @ApiProperty({
    ...{ type: String, format: 'date-time', nullable: true },
    description: 'When the tool looked; null: the document does not tell.',
  })
  measuredAt: string | null;
}

export class ScanHoldView implements Hold {
  @ApiProperty({ enum: HOLD_CODES, enumName: 'HoldCode' })
  code: HoldCode;

  @ApiProperty()
  reason: string;

  @ApiProperty({ ...time, nullable: true, description: 'Null: not known.' })
  until: Date | null;
}

/** One execution of a job, as a list shows it. */
export class ScanListView {
  @ApiProperty(id)
  id: string;

  @ApiProperty(optionalId)
  jobId: string | null;

  @ApiProperty()
  name: string;

  @ApiProperty(id)
  networkId: string;

  @ApiProperty()
  priority: number;

  @ApiProperty(stateName)
  state: ScanState;

  @ApiProperty(time)
  stateSince: Date;

  @ApiProperty({ description: 'Why it is in this state, for people.' })
  reason: string;

  @ApiProperty({ type: String, enum: ['complete', 'partial'], nullable: true })
  outcome: ScanOutcome | null;

  @ApiProperty({ type: String, enum: ['findings', 'none', 'all hosts down'], nullable: true })
  result: ScanResult | null;

  @ApiProperty({ description: 'Findings, counts and summary are complete.' })
  processed: boolean;

  @ApiProperty({ enum: SCAN_KINDS, isArray: true, description: 'Derived from the profiles.' })
  kinds: ScanKind[];

  @ApiProperty({ description: 'State, outcome, result and progress in one line, for people.' })
  statusText: string;

  @ApiProperty({ type: ScanProgressView })
  progress: ScanProgressView;

  @ApiProperty({ type: ScanHoldView, nullable: true, description: 'Why it waits although nobody paused it.' })
  hold: ScanHoldView | null;

  @ApiProperty(id)
  startedBy: string;

  @ApiProperty({ enum: ['user', 'token', 'schedule'], description: 'What startedBy is the id of.' })
  startedByKind: string;

  @ApiProperty(time)
  createdAt: Date;

  @ApiProperty(optionalTime)
  startedAt: Date | null;

  @ApiProperty(optionalTime)
  endedAt: Date | null;

  @ApiProperty({
    ...{ type: ImportOriginView, nullable: true },
    description: 'Where its results were made; null: by agents of the fleet.',
  })
  imported: ImportOriginView | null;

  @ApiProperty({ type: Number, nullable: true, description: 'From the first claim to the end, or to now.' })
  durationMs: number | null;
}

export class ScanView extends ScanListView {
  @ApiProperty({ type: [ProfileView] })
  profiles: readonly EngineProfile[];

  @ApiProperty({ type: [String], description: 'Remarks for people.' })
  notes: readonly string[];

  @ApiProperty({ description: 'Leads to the log lines of whoever worked on this scan.' })
  traceId: string;

  @ApiProperty(optionalId)
  rerunOf: string | null;

  @ApiProperty({ description: 'False: it brings no findings and is deleted an hour after its end.' })
  kept: boolean;

  @ApiProperty({ type: ScanSummaryView })
  summary: ScanSummaryView;
}

/** One move of a scan. */
export class ScanHistoryView {
  @ApiProperty({ description: 'Orders the moves; also the id of the `state` event.' })
  id: string;

  @ApiProperty(optionalStateName)
  from: ScanState | null;

  @ApiProperty(stateName)
  to: ScanState;

  @ApiProperty()
  cause: string;

  @ApiProperty({ description: '`token ID`, `agent ID`, or the round that did it.' })
  actor: string;

  @ApiProperty()
  reason: string;

  @ApiProperty({ description: 'W3C trace id of the request that caused it; empty when none did.' })
  traceId: string;

  @ApiProperty(time)
  at: Date;
}

export class SliceView {
  @ApiProperty(id)
  id: string;

  @ApiProperty({ description: 'Index into the scan’s profiles.' })
  profile: number;

  @ApiProperty()
  engine: string;

  @ApiProperty({ enum: SLICE_STATES, enumName: 'SliceState' })
  state: SliceState;

  @ApiProperty(time)
  stateSince: Date;

  @ApiProperty()
  reason: string;

  @ApiProperty({ description: 'Grows whenever the slice is taken from its owner.' })
  epoch: number;

  @ApiProperty({ description: 'Failed attempts.' })
  attempts: number;

  @ApiProperty({ ...optionalId, description: 'The agent that has it, or had it last.' })
  agentId: string | null;

  @ApiProperty({ description: 'Its name; empty when there is none.' })
  agentName: string;

  @ApiProperty({ description: 'What the tool says it is doing.' })
  phase: string;

  @ApiProperty({ minimum: 0, maximum: 1, description: 'Of the targets lent with it, as the tool says.' })
  fraction: number;

  @ApiProperty()
  targetsTotal: number;

  @ApiProperty()
  targetsDone: number;
}

export class TargetView {
  @ApiProperty({ description: 'Canonical.' })
  address: string;

  @ApiProperty({ description: 'Index into the scan’s profiles.' })
  profile: number;

  @ApiProperty({ enum: DISPOSITIONS, nullable: true, description: 'What became of it; null: nothing yet.' })
  disposition: DispositionKind | null;

  @ApiProperty()
  reason: string;

  @ApiProperty(id)
  sliceId: string;

  @ApiProperty(optionalId)
  agentId: string | null;

  @ApiProperty(optionalTime)
  at: Date | null;

  @ApiProperty({ description: 'Rows seen by the tool that count.' })
  observations: number;

  @ApiProperty({ description: 'The tool’s own output can be downloaded.' })
  raw: boolean;
}
