import type { Breach, BreachKind } from './checker';
import { cancelTimes } from './checker/cancels';
import { recoveryTimes } from './checker/recovery';
import type { Order } from './clients';
import type { Tables } from './tables';

/** What a run has to say, as `--json` prints it. */
export interface Report {
  readonly seed: number;
  readonly seconds: number;
  readonly scans: number;
  readonly slices: number;
  readonly targets: number;
  /** Of the scripted tool at its targets. */
  readonly looks: number;
  /** Connections of the real nmap to real services. */
  readonly visits: number;
  /** Accepted orders by command. */
  readonly orders: Readonly<Record<string, number>>;
  /** What the nemesis did, and how often. */
  readonly struck: Readonly<Record<string, number>>;
  /** Processes that ended without being asked, and their last words. */
  readonly crashes: readonly string[];
  /** Claims of work that another agent had before. */
  readonly relends: number;
  /** Messages of stale owners that changed nothing. */
  readonly fenced: number;
  readonly releases: number;
  /** Milliseconds from a lost or returned slice to its next claim. */
  readonly recoveryP99Ms: number;
  /** Milliseconds from an accepted cancel to Canceled. */
  readonly cancelP99Ms: number;
  readonly cancelMostMs: number;
  readonly memoryMb: { readonly agent: number; readonly replica: number };
  readonly breaches: Readonly<Record<BreachKind, number>>;
  /** The first of each kind, in words. */
  readonly examples: readonly string[];
}

const KINDS: readonly BreachKind[] = [
  ...(['lost', 'doubled', 'untrue', 'stuck', 'illegal', 'overlap', 'repeated', 'after cancel'] as const),
  ...(['start', 'repaired', 'left running', 'memory', 'lifecycle'] as const),
];
const EXAMPLES = 3;

/** What is known besides tables and orders. */
export interface Numbers {
  readonly seed: number;
  readonly seconds: number;
  readonly looks: number;
  readonly visits: number;
  readonly struck: ReadonlyMap<string, number>;
  readonly crashes: readonly string[];
  readonly fenced: number;
  readonly memoryMb: { readonly agent: number; readonly replica: number };
}

export function reportOf(
  numbers: Numbers,
  tables: Tables,
  orders: readonly Order[],
  breaches: readonly Breach[],
): Report {
  const cancels = cancelTimes(tables, orders);
  const { sliceHistory } = tables;
  return {
    ...numbers,
    scans: tables.scans.length,
    slices: tables.slices.length,
    targets: tables.targets.length,
    orders: counted(orders.filter((order) => order.code === '').map((order) => order.command)),
    struck: Object.fromEntries([...numbers.struck].sort()),
    relends: sliceHistory.filter((row) => row.cause === 'claimed' && row.epoch > 1).length,
    releases: sliceHistory.filter((row) => row.cause === 'released').length,
    recoveryP99Ms: percentile(recoveryTimes(tables), 0.99),
    cancelP99Ms: percentile(cancels, 0.99),
    cancelMostMs: percentile(cancels, 1),
    breaches: Object.fromEntries(
      KINDS.map((kind) => [kind, breaches.filter((breach) => breach.kind === kind).length]),
    ) as Record<BreachKind, number>,
    examples: KINDS.flatMap((kind) =>
      breaches
        .filter((breach) => breach.kind === kind)
        .slice(0, EXAMPLES)
        .map((breach) => `${kind}: ${breach.what}`),
    ),
  };
}

export const isBroken = (report: Report): boolean =>
  Object.values(report.breaches).some((count) => count > 0);

/** For people. */
export function words(report: Report): string {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const lines = [
    `seed ${report.seed}, ${report.seconds} s: ${report.scans} scans, ${report.slices} slices, ${report.targets} targets, ${report.looks} looks, ${report.visits} visits of real services`,
    `orders: ${list(report.orders)}`,
    `struck: ${list(report.struck)}; ended by themselves ${report.crashes.length}`,
    `re-lent ${report.relends}, fenced ${report.fenced}, released ${report.releases}`,
    `p99 of recovery ${report.recoveryP99Ms} ms, of cancel ${report.cancelP99Ms} ms (longest ${report.cancelMostMs} ms)`,
    `most memory: agent ${report.memoryMb.agent} MB, replica ${report.memoryMb.replica} MB`,
    `breaches: ${list(report.breaches)}`,
    ...report.crashes.map((crash) => `  ${crash}`),
    ...report.examples.map((example) => `  ${example}`),
  ];
  return lines.join('\n');
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The least value that is not below `share` of the values; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const inOrder = [...values].sort((one, other) => one - other);
  return inOrder[Math.max(0, Math.ceil(inOrder.length * share) - 1)] ?? 0;
}
