/** Lines that begin with seconds since 1970, as `find -printf '%T@ %p'` writes them. */
function times(lines: string): number[] {
  return lines.split('\n').flatMap((line) => {
    const found = Number(/^(\d{1,11}(?:\.\d+)?) /.exec(line)?.[1]);
    return found > 0 ? [Math.floor(found)] : [];
  });
}

const iso = (seconds: number): string | null =>
  Number.isFinite(seconds) ? new Date(seconds * 1_000).toISOString() : null;

/** ISO 8601; null: there are none. */
export const newest = (lines: string): string | null => iso(Math.max(...times(lines)));
export const oldest = (lines: string): string | null => iso(Math.min(...times(lines)));
