import { Refusal, type Result } from './errors';

/** How many pieces of work at once: of all, and of one key, such as a tenant; and how many of a key may wait. */
export interface MostTurns {
  readonly all: number;
  readonly ofKey: number;
  readonly waitingOfKey: number;
}

/**
 * Costly work, a few pieces at a time, and of one key fewer, so that nobody is kept waiting by what another sends. Who comes first
 * is served first. Whatever becomes of the work, its turn passes on.
 */
export class Turns {
  #underWay: string[] = [];
  #waiting: { key: string; begin: () => void }[] = [];

  /** `reason` is what is refused with `busy`, and when to ask again. */
  constructor(
    private readonly most: MostTurns,
    private readonly reason: string,
    private readonly retryAfterSeconds: number,
  ) {}

  /** Refusals: `busy` (503), when too many of the key wait; those of the work. */
  async within<T>(key: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#isFull(key)) {
      const own = this.#waiting.filter((other) => other.key === key).length;
      const { reason, retryAfterSeconds } = this;
      if (own >= this.most.waitingOfKey) return new Refusal('busy', 503, reason, [], { retryAfterSeconds });
      await new Promise<void>((begin) => this.#waiting.push({ key, begin }));
    } else this.#underWay.push(key);
    try {
      return await work();
    } finally {
      this.#underWay.splice(this.#underWay.indexOf(key), 1);
      this.#next();
    }
  }

  #isFull(key: string): boolean {
    const own = this.#underWay.filter((other) => other === key).length;
    return this.#underWay.length >= this.most.all || own >= this.most.ofKey;
  }

  /** The turn passes on at once: nobody who comes meanwhile is before who waited. */
  #next(): void {
    const at = this.#waiting.findIndex(({ key }) => !this.#isFull(key));
    const [next] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (!next) return;
    this.#underWay.push(next.key);
    next.begin();
  }
}
