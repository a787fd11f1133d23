import { deadlineOf, FINAL_HOST_STATES, HOST_STATES, hostMove, hostMoves, isFailure } from './host.machine';

describe('the life of a scanner host', () => {
  it('reaches every state, and from every state an end', () => {
    const reached = new Set(['requested']);
    for (let size = -1; size !== reached.size;) {
      size = reached.size;
      for (const { from, to } of hostMoves) if (from !== null && reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...HOST_STATES].sort());
    const ending = new Set<string>(FINAL_HOST_STATES);
    for (let size = -1; size !== ending.size;) {
      size = ending.size;
      for (const { from, to } of hostMoves) if (from !== null && ending.has(to)) ending.add(from);
    }
    expect([...ending].sort()).toEqual([...HOST_STATES].sort());
  });

  it('leaves no final state, and names each move once', () => {
    expect(hostMoves.filter(({ from }) => from !== null && FINAL_HOST_STATES.includes(from))).toEqual([]);
    const names = hostMoves.map(({ from, to, cause }) => `${from} ${to} ${cause}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('ends a machine that may exist only by removing it', () => {
    for (const { from, to } of hostMoves)
      if (FINAL_HOST_STATES.includes(to)) expect(['requested', 'terminating']).toContain(from);
  });

  it('says for each state how long it may last and what then', () => {
    for (const { deadline, remedy } of hostMoves) expect(deadline && remedy).toBeTruthy();
    expect(deadlineOf('booting', { bootMs: 7 })).toBe(7);
    expect(deadlineOf('terminating', { bootMs: 7 })).toBeNull();
  });

  it('knows what is nobody’s fault', () => {
    expect(isFailure('machine vanished')).toBe(true);
    for (const cause of ['removed', 'nothing left to do', 'agent sent away'] as const)
      expect(isFailure(cause)).toBe(false);
    expect(hostMove('requested', 'ready', 'its agent is here')).toBeUndefined();
  });
});
