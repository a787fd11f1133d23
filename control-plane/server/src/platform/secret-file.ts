import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Makes the folder, readable by its owner only, also where it exists with other rights. */
export async function privateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

/** The file's text, or undefined when there is none. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file that must not exist yet, whole or not at all, 0600. @throws EEXIST. */
export const writeOnce = (path: string, text: string): Promise<void> => write(path, text, link);

/** Writes or replaces a file, whole or not at all, 0600. */
export const replace = (path: string, text: string): Promise<void> => write(path, text, rename);

async function write(
  path: string,
  text: string,
  put: (from: string, to: string) => Promise<void>,
): Promise<void> {
  const draft = join(dirname(path), `.${randomBytes(8).toString('hex')}.new`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await put(draft, path);
  } finally {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
  }
}
