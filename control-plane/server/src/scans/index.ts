import { Artifact, ArtifactPart } from './artifact.entity';
import { ScanHistory, SliceHistory } from './history.entity';
import { QuarantineRow } from './quarantine.entity';
import { Scan } from './scan.entity';
import { Slice } from './slice.entity';
import { Stop } from './stop.entity';
import { Disposition, LookRow, Observation, Pace, Target } from './target.entity';

/** What this room keeps in the ledger. */
export const scansEntities = [
  Artifact,
  ArtifactPart,
  ScanHistory,
  SliceHistory,
  Scan,
  Slice,
  Stop,
  Disposition,
  LookRow,
  Observation,
  Pace,
  QuarantineRow,
  Target,
];

export { Artifacts, MOST_ARTIFACT_BYTES, PART_BYTES, type PartAnswer } from './artifacts';
export { BegunTargets } from './begun';
export {
  Chunks,
  type ChunkAnswer,
  type ChunkOfResults,
  type TargetDisposition,
  type TargetPart,
} from './chunks';
export { Claims, type Claimant, type ClaimAnswer } from './claims';
export { Grants, type LastBell, type SliceGrant } from './grants';
export { Demand } from './demand';
export { NOT_TRIED, type ToolDisposition } from './disposition';
export { scanLoading, scanMoved, scanSettled } from './events';
export { scanStarting, type Hold, type ScanLimits } from './hold';
export { Leases, type HeldSlice, type HeldVerdict, type RenewAnswer, type SliceAdvance } from './leases';
export type { Look, LookedPorts } from './looks';
export type { Starter } from './history';
export { BEGUN } from './observation-kinds';
export { ScanBirths, type HostStage } from './scan-births';
export { ScanCommands } from './scan-commands';
export { ScanHolds } from './scan-holds';
export { Releases } from './releases';
export { Rings, type Rung } from './rings';
export { ScanForecasts, type Forecast } from './scan-forecasts';
export { ScanImports, type ImportedTarget } from './scan-imports';
export { ScanProcessing } from './scan-processing';
export { ScanReads } from './scan-reads';
export { ScanStarts, type StartRequest } from './scan-starts';
export { ScanView } from './scan-view';
export {
  FINAL_SCAN_STATES,
  SCAN_STATES,
  scanMoves,
  type ScanOutcome,
  type ScanResult,
  type ScanState,
} from './scan.machine';
export { ScansModule } from './scans.module';
export {
  SliceLists,
  type QueuedSlice,
  type RelievableSlice,
  type SessionOrder,
  type SliceUse,
  type WaitingLine,
} from './slice-lists';
export { SliceMoves } from './slice-moves';
export type { Settled } from './slice-leaving';
export { SliceNudges } from './slice-nudges';
export { SliceQueue } from './slice-queue';
export type { Fence, StopOrder } from './slice-record';
export { SLICE_STATES, sliceMoves, type SliceState, type StopKind } from './slice.machine';
