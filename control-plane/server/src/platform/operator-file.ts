import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ConfigError } from './config';

/**
 * What an operator's JSON file says, as the schema has it. `option` is the environment variable that names the file, for the words.
 * @throws ConfigError with every problem of the file: the control plane does not boot then.
 */
export function readOperatorFile<T>(option: string, path: string, schema: z.ZodType<T>): T {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigError(`${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(read);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path: at, message }) => `${option}: ${at.join('.')}: ${message}`,
  );
  throw new ConfigError(problems.join('\n'));
}
