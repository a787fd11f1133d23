import type { RuleSeen } from '@scanfleet/readers';
import type { Observation } from '../observation';
import type { TargetResult } from '../engine';
import type { OpenscapOptions } from './options';
import { Complaints, definitionLine, LineReader, ruleLine } from './said';

/** How one run of oscap ended, here or elsewhere. */
export type EvaluationEnd =
  /** `seen`: the rules evaluated until then; none where oscap was in trouble by then. */
  | { kind: 'stopped'; seen: readonly RuleSeen[] }
  | { kind: 'evaluated'; results: string; trouble: readonly string[]; observations: readonly Observation[] }
  | { kind: 'failed'; result: Partial<TargetResult> };

/** One run of oscap over one system. */
export interface Evaluation {
  /** Settles when nothing of it runs any more. Rejects when this machine cannot do it. */
  readonly end: Promise<EvaluationEnd>;
  stop(): void;
}

export interface EvaluationFiles {
  /** Absolute paths. */
  content: string;
  tailoring: string | null;
  /** Rules that a run before has evaluated: this one leaves them out. */
  skip: readonly string[];
  /** An empty folder of this evaluation's own, removed after it. */
  folder: string;
}

/** Evaluated; and evaluated, with rules that failed. */
const CODES = [0, 2];

/** Hears what oscap prints. */
export class Listener {
  readonly complaints: Complaints;
  readonly #rules = new LineReader();
  readonly #trouble = new LineReader();
  /** In order; a rule with several results is there several times. */
  readonly #evaluated: RuleSeen[] = [];
  #lines = 0;

  /** `told`: how far it is, 0 to 1. */
  constructor(
    private readonly options: OpenscapOptions,
    isMounted: boolean,
    private readonly told: (part: number) => void,
    /** Rules that a run before has evaluated. */
    private readonly before = 0,
  ) {
    this.complaints = new Complaints(isMounted);
  }

  /** Rules as they are evaluated: how far it is. */
  stdout(chunk: Buffer): void {
    const { kind, rules } = this.options;
    for (const line of this.#rules.feed(chunk.toString('utf8'))) {
      const rule = kind === 'xccdf' ? ruleLine(line) : undefined;
      if (kind === 'xccdf' ? rule === undefined : !definitionLine(line)) continue;
      if (rule) this.#evaluated.push(rule);
      this.#lines += 1;
      if (rules > 0) this.told(Math.min(1, (this.before + this.#lines) / (rules + 1)));
    }
  }

  /** What it was stopped after. In trouble, nobody knows what was looked at: all of it is to be done again. */
  get seen(): readonly RuleSeen[] {
    return this.complaints.trouble.size > 0 ? [] : this.#evaluated;
  }

  stderr(chunk: Buffer): void {
    for (const line of this.#trouble.feed(chunk.toString('latin1'))) this.complaints.take(line);
  }

  /** What the end of it means. `ended`: why it has no code of its own; empty when it has. */
  end(code: number | null, ended: string): { failure: string; trouble: readonly string[] } {
    this.stderr(Buffer.from('\n'));
    const { tail, trouble } = this.complaints;
    const told = tail === '' ? '' : `: ${tail}`;
    if (ended !== '') return { failure: `${ended}${told}`, trouble: [] };
    return code !== null && CODES.includes(code)
      ? { failure: '', trouble: [...trouble] }
      : { failure: `oscap ended with code ${code ?? 'unknown'}${told}`, trouble: [] };
  }
}
