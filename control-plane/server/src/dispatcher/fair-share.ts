/**
 * Which waiting slices are rung next. Pure.
 *
 * Between tenants: the one that uses the least now goes first, so a tenant with ten thousand slices waiting
 * delays another's single slice by no more than what is running. Within a tenant: priority, then age.
 */
export interface WaitingSlice {
  readonly id: string;
  readonly tenantId: string;
  readonly engine: string;
  readonly pinnedAgentId: string | null;
  readonly priority: number;
}

/**
 * At most `places` of `waiting`, in the order in which they should go. `waiting` is ordered by priority
 * (highest first), then age, within each tenant; `inUse` says how many slices each tenant has running or rung.
 */
export function fairShare<S extends WaitingSlice>(
  waiting: readonly S[],
  inUse: ReadonlyMap<string, number>,
  places: number,
): S[] {
  const lines = new Map<string, S[]>();
  for (const slice of waiting) {
    const line = lines.get(slice.tenantId) ?? [];
    line.push(slice);
    lines.set(slice.tenantId, line);
  }
  const used = new Map(inUse);
  const chosen: S[] = [];
  while (chosen.length < places && lines.size > 0) {
    const next = [...lines.keys()].reduce((a, b) => (goesFirst(a, b, used, lines) ? a : b));
    const line = lines.get(next) as S[];
    chosen.push(line.shift() as S);
    used.set(next, (used.get(next) ?? 0) + 1);
    if (line.length === 0) lines.delete(next);
  }
  return chosen;
}

function goesFirst<S extends WaitingSlice>(
  a: string,
  b: string,
  used: ReadonlyMap<string, number>,
  lines: ReadonlyMap<string, readonly S[]>,
): boolean {
  const difference = (used.get(a) ?? 0) - (used.get(b) ?? 0);
  if (difference !== 0) return difference < 0;
  const [first, second] = [lines.get(a)?.[0], lines.get(b)?.[0]];
  const byPriority = (second?.priority ?? 0) - (first?.priority ?? 0);
  return byPriority !== 0 ? byPriority < 0 : a < b;
}
