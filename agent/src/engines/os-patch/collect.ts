import { withGaps, type PatchDocument } from './document';
import {
  managerOf,
  osReleaseQuestion,
  patchInfoQuestion,
  questionsOf,
  type Asking,
  type Question,
} from './questions';
import { patchNames } from './zypper';

/** What a program answered. */
export interface Answer {
  /** Null: it could not be run, or was ended. */
  code: number | null;
  stdout: string;
  /** Why there is no code; what it complained of otherwise. */
  complaint: string;
}

/** A system that can be asked: this one, or one that is reached over the network. */
export interface System {
  /** These are about to be asked, in this order: where each way costs much they are asked on one. */
  expect?(questions: readonly Question[]): void;
  /** Never rejects. */
  ask(question: Question): Promise<Answer>;
}

export type Collected =
  | { kind: 'answered'; document: PatchDocument }
  | { kind: 'failed'; reason: string }
  | { kind: 'unknown system' };

/** Asks a system for its updates. `told` hears how far it is, 0 to 1. */
export async function collect(
  system: System,
  asking: Asking,
  told: (fraction: number) => void,
): Promise<Collected> {
  const first = osReleaseQuestion(asking);
  const release = await system.ask(first);
  if (release.code !== 0) return failedAt(first, release);
  const manager = managerOf(release.stdout);
  if (!manager) return { kind: 'unknown system' };
  const parts = new Map([[first.part, release.stdout]]);
  const gaps: string[] = [];
  const questions = questionsOf(manager, asking);
  system.expect?.(questions);
  for (let at = 0; at < questions.length; at += 1) {
    const question = questions[at];
    if (!question) break;
    told((at + 1) / (questions.length + 1));
    const answer = await system.ask(question);
    const isAnswer = answer.code !== null && (question.codes ?? [0]).includes(answer.code);
    if (!isAnswer && question.isNeeded) return failedAt(question, answer);
    if (!isAnswer) gaps.push(`${nameOf(question)}: ${whyNot(answer)}`);
    else if (question.part !== '') parts.set(question.part, answer.stdout);
    if (isAnswer && manager === 'zypper' && question.part === 'patches') {
      // On a way of its own it does not find the lists that were fetched on the way before.
      const where = system.expect ? { ...asking, lists: null } : asking;
      const more = patchInfoQuestion(where, patchNames(answer.stdout));
      if (more) questions.splice(at + 1, 0, more);
    }
  }
  return { kind: 'answered', document: { manager, parts: withGaps(parts, gaps) } };
}

function failedAt(question: Question, answer: Answer): Collected {
  return { kind: 'failed', reason: `${nameOf(question)}: ${whyNot(answer)}` };
}

/** Program and verb, without options. */
const nameOf = ({ file, args }: Question): string =>
  [file, args.find((arg, at) => /^[a-z][a-z-]+$/.test(arg) && args[at - 1] !== '-o')]
    .filter(Boolean)
    .join(' ');

const whyNot = ({ code, complaint }: Answer): string =>
  [code === null ? '' : `exit code ${code}`, complaint].filter(Boolean).join(', ') || 'no answer';
