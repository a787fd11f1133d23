import { Artifact, ArtifactPart } from './artifact.entity';
import { ScanHistory, SliceHistory } from './history.entity';
import { Scan } from './scan.entity';
import { Slice } from './slice.entity';
import { Disposition, Observation, Target } from './target.entity';

/** What this room keeps in the ledger. */
export const scansEntities = [
  Artifact,
  ArtifactPart,
  ScanHistory,
  SliceHistory,
  Scan,
  Slice,
  Disposition,
  Observation,
  Target,
];
