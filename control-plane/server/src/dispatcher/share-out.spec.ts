import { array, assert, constantFrom, integer, option, property, record, uniqueArray } from 'fast-check';
import { shareOut, type Asker, type SharedSlice } from './share-out';

const AGENTS = ['a', 'b', 'c', 'd'];
const ENGINES = ['nmap', 'openscap'];

const slices = array(
  record({ engine: constantFrom(...ENGINES), pinnedAgentId: option(constantFrom(...AGENTS, 'away')) }),
  { maxLength: 20 },
).map((all) => all.map((one, at): SharedSlice => ({ ...one, id: `s${at}` })));
const askers = uniqueArray(
  record({ agentId: constantFrom(...AGENTS), engines: uniqueArray(constantFrom(...ENGINES)) }),
  { selector: ({ agentId }) => agentId },
).map((all) => all.map(({ agentId, engines }): Asker => ({ agentId, engines: new Set(engines) })));
const most = integer({ min: 1, max: 4 });

const mayHave = ({ agentId, engines }: Asker, { engine, pinnedAgentId }: SharedSlice): boolean =>
  engines.has(engine) && (pinnedAgentId === null || pinnedAgentId === agentId);

describe('slices shared out', () => {
  it('go to who may have them, each to one, so many at most, and in their order', () => {
    assert(
      property(slices, askers, most, (waiting, asking, limit) => {
        const shares = shareOut(waiting, asking, limit);
        expect(shares).toHaveLength(asking.length);
        const all = shares.flat();
        expect(new Set(all).size).toBe(all.length);
        shares.forEach((share, at) => {
          expect(share.length).toBeLessThanOrEqual(limit);
          expect(share.every((slice) => mayHave(asking[at] as Asker, slice))).toBe(true);
          expect(share).toEqual(waiting.filter((slice) => share.includes(slice)));
        });
      }),
    );
  });

  it('are left only where nobody who may have them wants more', () => {
    assert(
      property(slices, askers, most, (waiting, asking, limit) => {
        const shares = shareOut(waiting, asking, limit);
        const left = waiting.filter((slice) => !shares.flat().includes(slice));
        asking.forEach((asker, at) => {
          if ((shares[at] ?? []).length < limit)
            expect(left.some((slice) => mayHave(asker, slice))).toBe(false);
        });
      }),
    );
  });

  it('give everybody a first before anybody a second', () => {
    const waiting = ['1', '2', '3'].map((id) => ({ id, engine: 'nmap', pinnedAgentId: null }));
    const asking = ['a', 'b'].map((agentId) => ({ agentId, engines: new Set(['nmap']) }));
    const ids = shareOut(waiting, asking, 2).map((share) => share.map(({ id }) => id));
    expect(ids).toEqual([['1', '3'], ['2']]);
  });
});
