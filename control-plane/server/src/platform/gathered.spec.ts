import { Gathered } from './gathered';

/** Work that is done when it is let go. */
function held() {
  const rounds: { readonly questions: readonly string[]; readonly go: () => void }[] = [];
  const work = async (questions: readonly string[]): Promise<string[]> => {
    await new Promise<void>((go) => rounds.push({ questions, go }));
    return questions.map((question) => question.toUpperCase());
  };
  return { rounds, work };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('what is asked meanwhile', () => {
  it('is answered together, each with its own answer, and so many at most', async () => {
    const { rounds, work } = held();
    const gathered = new Gathered(3, work);
    const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((one) => gathered.ask(one, one)));
    for (const expected of [['a'], ['b', 'c', 'd'], ['e']]) {
      await settled();
      expect(rounds.map(({ questions }) => questions)).toEqual([expected]);
      rounds.pop()?.go();
    }
    expect(await answers).toEqual(['A', 'B', 'C', 'D', 'E']);
    // Nothing is left over, and who comes later is answered at once.
    const late = gathered.ask('f', 'f');
    await settled();
    rounds.pop()?.go();
    expect(await late).toBe('F');
  });

  it('is answered one after the other where the key is the same', async () => {
    const { rounds, work } = held();
    const gathered = new Gathered(9, work);
    const all = [
      gathered.ask('x', 'a'),
      gathered.ask('x', 'b'),
      gathered.ask('x', 'c'),
      gathered.ask('y', 'd'),
    ];
    for (const expected of [['a'], ['b', 'd'], ['c']]) {
      await settled();
      expect(rounds.map(({ questions }) => questions)).toEqual([expected]);
      rounds.pop()?.go();
    }
    expect(await Promise.all(all)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('is not lost with one that cannot be answered', async () => {
    const gathered = new Gathered(9, (questions: readonly string[]) =>
      questions.includes('bad')
        ? Promise.reject(new Error('cannot'))
        : Promise.resolve(questions.map((question) => `${question}!`)),
    );
    const all = ['first', 'good', 'bad', 'better'].map((one) => gathered.ask(one, one));
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      ...['first!', 'good!', 'failed', 'better!'],
    ]);
  });
});
