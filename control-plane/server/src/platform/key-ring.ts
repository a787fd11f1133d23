import { randomBytes } from 'node:crypto';
import { replace, textOf, writeOnce } from './secret-file';

/** A key that wraps the keys of secrets: 32 bytes under a name. */
export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

const LINE = /^([0-9a-f]{16}) ([A-Za-z0-9+/]{43}=)$/;

/**
 * The keys that wrap those of secrets, in a file beside the database and never in it: a line each, `ID BASE64`, the first one
 * for what is sealed from now on. Read anew for every use, so that every replica knows a key as soon as the file has it.
 * Throws when there is no such file, or when it holds anything else.
 */
export async function readKeyRing(file: string): Promise<readonly [SealingKey, ...SealingKey[]]> {
  const text = await textOf(file);
  if (text === undefined) throw new MissingKeyRing(`${file} is missing: restore it, or run init`);
  const [first, ...more] = keysOf(text, file);
  if (!first) throw new MissingKeyRing(`${file} holds no key`);
  return [first, ...more];
}

/** There is nothing to seal or to open secrets with. */
export class MissingKeyRing extends Error {}

/** Makes the file with one key, unless it is there. */
export async function makeKeyRing(file: string): Promise<void> {
  if ((await textOf(file)) === undefined) await writeOnce(file, lineOf(newKey()));
}

/**
 * Puts a new key in front. Of the older ones those stay that `used` names, and the one that was first until now, with which
 * another replica may be sealing at this moment. Answers the new key's id.
 */
export async function turnKeyRing(file: string, used: ReadonlySet<string>): Promise<string> {
  const [present, ...older] = await readKeyRing(file);
  const added = newKey();
  const kept = [added, present, ...older.filter(({ id }) => used.has(id))];
  await replace(file, kept.map(lineOf).join(''));
  return added.id;
}

function keysOf(text: string, file: string): SealingKey[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, at) => {
    const [, id = '', base64 = ''] = LINE.exec(line) ?? [];
    if (id === '') throw new Error(`${file}: line ${at + 1} is no key`);
    return { id, key: Buffer.from(base64, 'base64') };
  });
}

const newKey = (): SealingKey => ({ id: randomBytes(8).toString('hex'), key: randomBytes(32) });
const lineOf = ({ id, key }: SealingKey): string => `${id} ${key.toString('base64')}\n`;
