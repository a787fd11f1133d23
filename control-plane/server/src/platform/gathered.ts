import { AsyncResource } from 'node:async_hooks';

interface Asked<Q, A> {
  readonly key: string;
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Answers many questions with one piece of work: what is asked while others are being answered is gathered, and answered together
 * next. Who asks alone waits for nobody. Of one key only one question is answered at once, the later after the earlier. Never
 * asked within a transaction: the work belongs to all who ask, and is under nobody's trace.
 */
export class Gathered<Q, A> {
  private waiting: Asked<Q, A>[] = [];
  private isAtWork = false;
  private readonly nobody = new AsyncResource('Gathered');

  /** `work` answers in the order of the questions, of which it gets at most `most`. */
  constructor(
    private readonly most: number,
    private readonly work: (questions: readonly Q[]) => Promise<readonly A[]>,
  ) {}

  ask(key: string, question: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, question, resolve, reject });
      if (!this.isAtWork) void this.nobody.runInAsyncScope(() => this.answerAll());
    });
  }

  private async answerAll(): Promise<void> {
    this.isAtWork = true;
    while (this.waiting.length > 0) await this.answer(this.next());
    this.isAtWork = false;
  }

  /** The oldest, one of each key. */
  private next(): Asked<Q, A>[] {
    const some = new Map<string, Asked<Q, A>>();
    const later: Asked<Q, A>[] = [];
    for (const asked of this.waiting) {
      if (some.size < this.most && !some.has(asked.key)) some.set(asked.key, asked);
      else later.push(asked);
    }
    this.waiting = later;
    return [...some.values()];
  }

  /** What is wrong with one of them must not be the others' fate: when they fail together, each is asked alone. */
  private async answer(some: readonly Asked<Q, A>[]): Promise<void> {
    try {
      const answers = await this.work(some.map(({ question }) => question));
      some.forEach(({ resolve }, at) => resolve(answers[at] as A));
    } catch (error) {
      const [only, ...others] = some;
      if (others.length === 0) only?.reject(error);
      else for (const one of some) await this.answer([one]);
    }
  }
}

/** The same for things that do not wait for each other, such as scans: what is asked of one of them is answered together. */
export class GatheredByLane<Q, A> {
  private readonly lanes = new Map<string, { readonly gathered: Gathered<Q, A>; asking: number }>();

  constructor(
    private readonly most: number,
    private readonly work: (lane: string, questions: readonly Q[]) => Promise<readonly A[]>,
  ) {}

  async ask(lane: string, key: string, question: Q): Promise<A> {
    const there = this.lanes.get(lane);
    const found = there ?? { gathered: new Gathered(this.most, (some) => this.work(lane, some)), asking: 0 };
    this.lanes.set(lane, found);
    found.asking += 1;
    try {
      return await found.gathered.ask(key, question);
    } finally {
      found.asking -= 1;
      if (found.asking === 0) this.lanes.delete(lane);
    }
  }
}
