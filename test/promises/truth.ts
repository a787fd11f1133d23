import { Chance } from './chance';

/** What a target is when it is looked at, and so what the tool is made to say of it. */
export type Told =
  | { readonly kind: 'scanned'; readonly open: readonly number[] }
  | { readonly kind: 'down' }
  | { readonly kind: 'timed out' }
  /** The tool ends with an error at it. */
  | { readonly kind: 'poison' };

/** How the scripted tool behaves at one target. */
export interface Scene {
  readonly told: Told;
  /** Milliseconds that the look takes. */
  readonly paceMs: number;
  /** The tool does not hear TERM from here on. */
  readonly deaf: boolean;
}

/** How often what happens; probabilities of one look unless said otherwise. */
export interface Temper {
  /** Least and most milliseconds of an ordinary look. */
  readonly pace: readonly [number, number];
  readonly slow: number;
  readonly slowPace: readonly [number, number];
  /** Share of the addresses that are never up. */
  readonly alwaysDown: number;
  readonly down: number;
  readonly timedOut: number;
  /** Share of the addresses at which the tool fails. */
  readonly poison: number;
  /** That a port has been opened or closed since the last look. */
  readonly changed: number;
  readonly deaf: number;
  /** Share of the addresses with so many open ports that they travel in several chunks. */
  readonly wide: number;
}

export const TEMPER: Temper = {
  pace: [30, 200],
  slow: 0.02,
  slowPace: [600, 1500],
  alwaysDown: 0.03,
  down: 0.02,
  timedOut: 0.03,
  poison: 0.002,
  changed: 0.2,
  deaf: 0.01,
  wide: 0.004,
};

/** Ports that may be open at a target; the profile looks at all of them. */
export const PORTS = { first: 7001, last: 9000 } as const;
/** An ordinary target's open ports are among the first of them. */
const ORDINARY = { first: 7001, last: 7032 } as const;

/**
 * What is open where. Each look may find it changed, so two runs over one address seldom see the same: whose
 * rows were counted shows.
 */
export class Truth {
  private readonly open = new Map<string, Set<number>>();
  private readonly looks: Chance;

  constructor(
    private readonly seed: number,
    private readonly temper: Temper = TEMPER,
  ) {
    this.looks = new Chance(seed).of('looks');
  }

  look(address: string): Scene {
    const { looks: chance, temper } = this;
    const [least, most] = chance.is(temper.slow) ? temper.slowPace : temper.pace;
    return { told: this.told(address), paceMs: chance.between(least, most), deaf: chance.is(temper.deaf) };
  }

  isPoison(address: string): boolean {
    return this.fixed(address).is(this.temper.poison);
  }

  private told(address: string): Told {
    const { looks: chance, temper } = this;
    if (this.isPoison(address)) return { kind: 'poison' };
    const alwaysDown = this.fixed(`down ${address}`).is(temper.alwaysDown);
    if (alwaysDown || chance.is(temper.down)) return { kind: 'down' };
    if (chance.is(temper.timedOut)) return { kind: 'timed out' };
    return { kind: 'scanned', open: this.portsNow(address) };
  }

  private portsNow(address: string): number[] {
    const open = this.open.get(address) ?? this.atFirst(address);
    this.open.set(address, open);
    if (this.looks.is(this.temper.changed)) {
      const port = this.looks.between(ORDINARY.first, ORDINARY.last);
      if (!open.delete(port)) open.add(port);
    }
    return [...open].sort((one, other) => one - other);
  }

  private atFirst(address: string): Set<number> {
    const chance = this.fixed(`ports ${address}`);
    if (chance.is(this.temper.wide)) return new Set(every(PORTS.first, PORTS.last));
    const few = chance.between(0, 4);
    return new Set(Array.from({ length: few }, () => chance.between(ORDINARY.first, ORDINARY.last)));
  }

  /** Choices that belong to the address and not to the look. */
  private fixed(what: string): Chance {
    return new Chance(this.seed).of(what);
  }
}

const every = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
