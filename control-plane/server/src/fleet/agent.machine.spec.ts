import { ADMITTED_AGENT_STATES, AGENT_STATES, agentMoves, isAdmitted, movesBy } from './agent.machine';

describe('the table of agents', () => {
  it('reaches every state, from the making of an agent on', () => {
    const reached = new Set<string | null>([null]);
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      for (const { from, to } of agentMoves) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].filter((state) => state !== null).sort()).toEqual([...AGENT_STATES].sort());
  });

  it('leads from one state by one cause to one state, and each cause to one state only', () => {
    const edges = agentMoves.map(({ from, cause }) => `${from} ${cause}`);
    expect(new Set(edges).size).toBe(edges.length);
    for (const { cause, to } of agentMoves) expect(movesBy(cause).to).toBe(to);
  });

  it('never lets a retired or banned agent in again', () => {
    const out = AGENT_STATES.filter((state) => !isAdmitted(state));
    expect(out).toEqual(['Retired', 'Banned']);
    const back = agentMoves.filter(({ from, to }) => from && out.includes(from) && isAdmitted(to));
    expect(back).toEqual([]);
    expect(ADMITTED_AGENT_STATES).toEqual(['Active', 'Draining']);
  });
});
