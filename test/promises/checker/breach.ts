/** What a breach is counted as. */
export type BreachKind =
  | 'lost'
  | 'doubled'
  | 'untrue'
  | 'illegal'
  | 'overlap'
  | 'repeated'
  | 'after cancel'
  | 'start'
  | 'stuck'
  | 'repaired'
  | 'left running'
  | 'memory'
  | 'lifecycle';

/** A promise that was not kept. */
export interface Breach {
  readonly kind: BreachKind;
  /** For people: which scan, which target, what was expected. */
  readonly what: string;
}

/** Identity of a target's result. */
export const keyOf = (row: { scanId: string; profile: number; address: string }): string =>
  `${row.scanId} ${row.profile} ${row.address}`;

/** Groups in the order of the rows. */
export function groups<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = key(row);
    const group = found.get(name);
    if (group) group.push(row);
    else found.set(name, [row]);
  }
  return found;
}
