const PLACES = 1024;
const LONGEST = 32;

interface Known {
  readonly hash: number;
  readonly name: string;
}

/** Names seen before, by hash; a place that is taken by another name is not given away. */
const known: (Known | undefined)[] = new Array<Known | undefined>(PLACES).fill(undefined);

/**
 * The name in ASCII bytes from `start` to `end`, as the one string that it always is: a document repeats few
 * names very often, and equal names are then found equal by identity. `hash` is any hash of the same bytes.
 */
export function nameOf(bytes: Uint8Array, start: number, end: number, hash: number): string {
  const place = hash & (PLACES - 1);
  const found = known[place];
  if (found !== undefined && found.hash === hash && matches(found.name, bytes, start, end)) return found.name;
  const name = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
  if (found !== undefined || name.length > LONGEST || name.length !== end - start) return name;
  // A property key is kept by the engine as its one copy of that string.
  const kept = Object.keys({ [name]: 0 })[0] as string;
  known[place] = { hash, name: kept };
  return kept;
}

/** True when the bytes from `start` to `end` are the characters of an ASCII name. */
export function matches(name: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) {
    if (name.charCodeAt(i) !== bytes[start + i]) return false;
  }
  return true;
}
