/** An agent that asks for work without a bell. */
export interface Asker {
  readonly agentId: string;
  readonly engines: ReadonlySet<string>;
}

/** A waiting slice, and which agent alone may have it; null: any that has the engine. */
export interface SharedSlice {
  readonly id: string;
  readonly engine: string;
  readonly pinnedAgentId: string | null;
}

/**
 * Shares waiting slices, in the order in which they should go, out among agents that ask at once: each gets at most `most` to
 * try, no two the same, the first of each before anybody's second. Pure.
 */
export function shareOut<S extends SharedSlice>(
  waiting: readonly S[],
  askers: readonly Asker[],
  most: number,
): S[][] {
  const left = new Set(waiting);
  const shares = askers.map((): S[] => []);
  for (let turn = 0; turn < most && left.size > 0; turn++) {
    askers.forEach((asker, at) => {
      for (const slice of left) {
        if (!mayHave(asker, slice)) continue;
        left.delete(slice);
        shares[at]?.push(slice);
        return;
      }
    });
  }
  return shares;
}

const mayHave = ({ agentId, engines }: Asker, { engine, pinnedAgentId }: SharedSlice): boolean =>
  engines.has(engine) && (pinnedAgentId ?? agentId) === agentId;
