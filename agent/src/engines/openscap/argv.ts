import type { OpenscapOptions } from './options';

export type CompiledArguments = { kind: 'arguments'; args: string[] } | { kind: 'refused'; reason: string };

export interface EvaluationFiles {
  content: string;
  tailoring: string | null;
  /** Rules that are left out. */
  skip: readonly string[];
  /** Where oscap writes: ARF, or OVAL results. */
  results: string;
}

/** Ids of benchmarks and profiles as XML has them (NCName), and colons, which older content has. */
const ID = /^[A-Za-z_][\w.:-]{0,254}$/;

export const isId = (word: string): boolean => ID.test(word);

/**
 * oscap's arguments for one evaluation; pure. Never among them: what fetches (`--fetch-remote-resources`), what changes
 * (`--remediate`), and any word of a user that is not an id to the letter. Content was validated when it was taken in.
 */
export function oscapArguments(options: OpenscapOptions, files: EvaluationFiles): CompiledArguments {
  const { kind, benchmark, profile } = options;
  if (!files.skip.every(isId)) return { kind: 'refused', reason: 'a rule to be left out is not an id' };
  for (const [what, id] of Object.entries({ benchmark, profile }))
    if (id !== null && !isId(id)) return { kind: 'refused', reason: `${what} is not an id` };
  if (kind === 'oval') {
    if (benchmark !== null || profile !== null || files.tailoring !== null)
      return { kind: 'refused', reason: 'definitions have no benchmark, profile or tailoring' };
    return {
      kind: 'arguments',
      args: ['oval', 'eval', '--skip-validation', '--results', files.results, files.content],
    };
  }
  // Without a profile most content selects no rule at all, and oscap calls that a success.
  if (profile === null) return { kind: 'refused', reason: 'no profile is named' };
  return {
    kind: 'arguments',
    args: [
      ...['xccdf', 'eval', '--skip-validation', '--progress'],
      ...(benchmark === null ? [] : ['--benchmark-id', benchmark]),
      ...['--profile', profile],
      ...(files.tailoring === null ? [] : ['--tailoring-file', files.tailoring]),
      ...files.skip.flatMap((rule) => ['--skip-rule', rule]),
      ...['--results-arf', files.results],
      files.content,
    ],
  };
}
