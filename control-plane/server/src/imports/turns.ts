import { Refusal, type Result } from '../platform';

/**
 * A few at a time, and of one tenant fewer, so that nobody is kept waiting by what another sends. Who comes first is served
 * first. Refusal: `busy` (503), when too many of the tenant wait.
 */
export class Turns {
  #underWay: string[] = [];
  #waiting: { tenantId: string; begin: () => void }[] = [];

  constructor(
    private readonly most: { all: number; ofTenant: number; waitingOfTenant: number },
    private readonly what: string,
  ) {}

  async within<T>(tenantId: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#isFull(tenantId)) {
      const own = this.#waiting.filter((other) => other.tenantId === tenantId).length;
      if (own >= this.most.waitingOfTenant) return this.#busy();
      await new Promise<void>((begin) => this.#waiting.push({ tenantId, begin }));
    } else this.#underWay.push(tenantId);
    try {
      return await work();
    } finally {
      this.#underWay.splice(this.#underWay.indexOf(tenantId), 1);
      this.#next();
    }
  }

  #isFull(tenantId: string): boolean {
    const own = this.#underWay.filter((other) => other === tenantId).length;
    return this.#underWay.length >= this.most.all || own >= this.most.ofTenant;
  }

  /** The turn passes on at once: nobody who comes meanwhile is before who waited. */
  #next(): void {
    const at = this.#waiting.findIndex(({ tenantId }) => !this.#isFull(tenantId));
    const [next] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (!next) return;
    this.#underWay.push(next.tenantId);
    next.begin();
  }

  #busy(): Refusal {
    return new Refusal('busy', 503, `Too many ${this.what} at this moment.`, [], { retryAfterSeconds: 5 });
  }
}
