import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemContent } from '../engine';

/** Where distributions put the SCAP Security Guide. */
export const SYSTEM_CONTENT = '/usr/share/xml/scap/ssg/content';

const MOST_FILES = 64;
/** The control plane takes no larger ones. */
const MOST_BYTES = 48 * 1024 * 1024;

/** The content of a folder, by name; of one that is not there, none. Links are not followed. */
export async function systemContent(folder: string): Promise<SystemContent[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const found: SystemContent[] = [];
  for (const name of names.filter((one) => one.endsWith('.xml')).sort()) {
    if (found.length === MOST_FILES) break;
    const path = join(folder, name);
    try {
      const { size } = await lstat(path).then((stat) => (stat.isFile() ? stat : { size: 0 }));
      if (size > 0 && size <= MOST_BYTES) found.push({ path, bytes: size, sha256: await hashOf(path) });
    } catch {
      // Gone, or not ours to read.
    }
  }
  return found;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
