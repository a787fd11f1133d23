import type { ScanOutcome, ScanResult, ScanState } from './scan.machine';

/** What a row of the list says in one line. */
export interface ScanStanding {
  readonly state: ScanState;
  readonly reason: string;
  readonly outcome: ScanOutcome | null;
  readonly result: ScanResult | null;
  readonly processed: boolean;
  readonly percent: number;
  readonly targetsDone: number;
  readonly targetsTotal: number;
}

/** State, outcome, result and whether findings are drawn, in words for people. */
export function statusText(scan: ScanStanding): string {
  const { state, reason, percent, targetsDone, targetsTotal, processed } = scan;
  const because = reason === '' ? '' : `: ${reason}`;
  const drawing = processed ? '' : ', findings being drawn';
  switch (state) {
    case 'Running':
    case 'Pausing':
    case 'Resuming':
    case 'Canceling':
      return `${state}, ${percent} %`;
    case 'Paused':
      return `Paused at ${percent} %${drawing}${because}`;
    case 'Finished':
      return finished(scan);
    case 'Canceled':
      return `Canceled after ${targetsDone} of ${targetsTotal} targets${drawing}${because}`;
    default:
      return `${state}${because}`;
  }
}

function finished({ outcome, result, processed }: ScanStanding): string {
  const partly = outcome === 'partial' ? ' (partial)' : '';
  if (!processed) return `Finished${partly}, findings being drawn`;
  return `Finished${partly}: ${result === 'none' ? 'no findings' : (result ?? 'no result')}`;
}
