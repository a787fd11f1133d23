import { eventKind } from '../platform';
import type { ScanState } from './scan.machine';

/** Any move of a scan. */
export const scanMoved = eventKind<{ scanId: string; tenantId: string; state: ScanState }>('scan.moved');

/** The scan is Loading: its counts are to be compared with the agents'. */
export const scanLoading = eventKind<{ scanId: string }>('scan.loading');

/** Nothing more will come for now: Finished, or Canceled or Paused with partial results. Findings may be drawn. */
export const scanSettled = eventKind<{ scanId: string; tenantId: string }>('scan.settled');
