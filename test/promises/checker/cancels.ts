import type { Order } from '../clients';
import type { ScanHistoryRow, Tables } from '../tables';
import { type Breach, groups } from './breach';
import type { Look } from './looks';

/** An accepted cancel ends as Canceled and nothing else, and no tool starts after that. */
export function brokenCancels(
  { scans, scanHistory }: Tables,
  looks: readonly Look[],
  orders: readonly Order[],
): Breach[] {
  const states = new Map(scans.map((scan) => [scan.id, scan.state]));
  const canceled = canceledAt(scanHistory);
  return [
    ...acceptedCancels(orders).flatMap((order): Breach[] => {
      const state = states.get(order.scanId);
      if (state === undefined || state === 'Canceled' || canceled.has(order.scanId)) return [];
      return [
        { kind: 'after cancel', what: `the cancel of ${order.scanId} was accepted, but it is ${state}` },
      ];
    }),
    ...looks.flatMap((look): Breach[] => {
      const at = canceled.get(look.scanId);
      if (at === undefined || look.startedAt <= at) return [];
      const late = Math.round(look.startedAt - at);
      return [
        {
          kind: 'after cancel',
          what: `${look.address} of ${look.scanId} was looked at ${late} ms after Canceled`,
        },
      ];
    }),
  ];
}

/** Milliseconds from each accepted cancel to Canceled. */
export function cancelTimes({ scanHistory }: Tables, orders: readonly Order[]): number[] {
  const canceled = canceledAt(scanHistory);
  return acceptedCancels(orders).flatMap((order) => {
    const at = canceled.get(order.scanId);
    return at === undefined ? [] : [Math.max(0, at - order.answeredAt)];
  });
}

const acceptedCancels = (orders: readonly Order[]): Order[] =>
  orders.filter((order) => order.command === 'cancel' && order.code === '');

function canceledAt(history: readonly ScanHistoryRow[]): Map<string, number> {
  const moves = history.filter((row) => row.to === 'Canceled');
  return new Map([...groups(moves, (row) => row.scanId)].map(([id, rows]) => [id, rows[0]!.at]));
}
