import { isRefusal } from './errors';
import { Turns } from './turns';

describe('turns', () => {
  const most = { all: 3, ofKey: 2, waitingOfKey: 2 };
  const settled = () => new Promise<void>((done) => setImmediate(done));

  /** Pieces of work that go on until they are ended. */
  function workOf(turns: Turns) {
    const begun: string[] = [];
    const ends = new Map<string, (outcome?: Error) => void>();
    const start = (key: string, name: string) =>
      turns.within(key, () => {
        begun.push(name);
        return new Promise<string>((resolve, reject) =>
          ends.set(name, (error) => (error ? reject(error) : resolve(name))),
        );
      });
    const end = async (name: string, outcome?: Error) => {
      ends.get(name)!(outcome);
      await settled();
    };
    return { begun, start, end };
  }

  it('are few in all and fewer of one key, who comes first first', async () => {
    const { begun, start, end } = workOf(new Turns(most, 'Too much.', 5));
    const all = [start('a', 'a1'), start('a', 'a2'), start('a', 'a3'), start('b', 'b1'), start('b', 'b2')];
    await settled();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    // There is a place, but not for another of the first key.
    await end('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2']);
    await end('a2');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2', 'a3']);
    for (const name of ['a1', 'a3', 'b2']) await end(name);
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
  });

  it('are refused where too many of a key wait, and pass on whatever became of the work', async () => {
    const { begun, start, end } = workOf(new Turns({ all: 1, ofKey: 1, waitingOfKey: 1 }, 'Too much.', 5));
    const first = start('a', 'a1').catch((error: unknown) => error);
    const second = start('a', 'a2');
    const third = await start('a', 'a3');
    expect(isRefusal(third) && [third.status, third.code, third.extensions]).toEqual([
      ...[503, 'busy', { retryAfterSeconds: 5 }],
    ]);
    // Not where others do.
    const fourth = start('b', 'b1');
    await end('a1', new Error('lost'));
    expect(begun).toEqual(['a1', 'a2']);
    await end('a2');
    await end('b1');
    expect([await first, await second, await fourth]).toEqual([new Error('lost'), 'a2', 'b1']);
  });
});
