import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemContent } from './system-content';

describe('content that a system came with', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'system-content-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is each file by name, size and hash; links, folders, empty and other files are none', async () => {
    writeFileSync(join(folder, 'b.xml'), 'two');
    writeFileSync(join(folder, 'a.xml'), 'one');
    writeFileSync(join(folder, 'c.xml'), '');
    writeFileSync(join(folder, 'README'), 'no');
    mkdirSync(join(folder, 'd.xml'));
    symlinkSync('/etc/passwd', join(folder, 'e.xml'));
    const of = (name: string, words: string) => ({
      path: join(folder, name),
      bytes: words.length,
      sha256: createHash('sha256').update(words).digest('hex'),
    });
    expect(await systemContent(folder)).toEqual([of('a.xml', 'one'), of('b.xml', 'two')]);
  });

  it('is none where there is no such folder, and of very many only some', async () => {
    expect(await systemContent(join(folder, 'nowhere'))).toEqual([]);
    for (let n = 0; n < 70; n += 1) writeFileSync(join(folder, `${n}.xml`), String(n));
    expect(await systemContent(folder)).toHaveLength(64);
  });
});
