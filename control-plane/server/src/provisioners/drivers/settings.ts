import type { z } from 'zod';
import type { SettingsProblem } from '../provisioner';

/** Problems that a schema has with settings, by JSON pointers. */
export function problemsOf(schema: z.ZodType, settings: unknown): SettingsProblem[] {
  const { error } = schema.safeParse(settings);
  return (error?.issues ?? []).map(({ path, message }) => ({ path: pointer(path), reason: message }));
}

/** For provisioners of which a pool has nothing to choose. */
export function noSettings(settings: unknown): SettingsProblem[] {
  const names = typeof settings === 'object' && settings !== null ? Object.keys(settings) : [];
  return names.map((name) => ({ path: pointer([name]), reason: 'there is nothing to set here' }));
}

/** RFC 6901 */
const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
