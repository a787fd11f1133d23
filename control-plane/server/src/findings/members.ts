/** Reads what an observation's body holds, leniently: what is missing or of another kind is nothing. */
export type Members = { readonly [name: string]: unknown };

export function members(value: unknown): Members | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
}

export function records(value: unknown): Members[] {
  if (!Array.isArray(value)) return [];
  return value.map(members).filter((one): one is Members => one !== null);
}

export const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const words = (value: unknown): string => (typeof value === 'string' ? value : '');

export const numeric = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
