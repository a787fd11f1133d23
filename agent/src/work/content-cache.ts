import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock';
import { writeDurably } from '../durable-file';
import type { ContentFile, ContentStore } from '../engines/openscap/options';

/** The control plane's parts; every offset is a multiple of it. */
const PART_BYTES = 256 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** What has not been used for so long goes. */
const KEPT_MS = 30 * 24 * 3_600_000;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Security content on this agent's disk, each file under its hash. What is not here is fetched part by part; whatever comes
 * is compared with the hash before anything reads it, and again each time: the disk is not trusted more than the wire.
 */
export class ContentCache implements ContentStore {
  /** Under way: two slices that need the same fetch it once. */
  private readonly fetching = new Map<string, Promise<string>>();

  constructor(
    private readonly folder: string,
    private readonly fetchPart: (sha256: string, offset: number) => Promise<Uint8Array>,
    private readonly clock: Pick<Clock, 'wallMs'>,
  ) {}

  async file(content: ContentFile): Promise<string> {
    const { sha256, bytes } = content;
    if (!HASH.test(sha256) || bytes > MOST_BYTES) throw new Error('the content has no such name or size');
    const known = this.fetching.get(sha256);
    if (known) return known;
    const made = this.have(content).finally(() => this.fetching.delete(sha256));
    this.fetching.set(sha256, made);
    return made;
  }

  private async have({ sha256, bytes }: ContentFile): Promise<string> {
    const file = join(this.folder, `${sha256}.xml`);
    if (existsSync(file)) {
      if ((await hashOf(file)) === sha256) {
        const now = this.clock.wallMs() / 1_000;
        utimesSync(file, now, now);
        return file;
      }
      rmSync(file, { force: true });
    }
    const parts: Uint8Array[] = [];
    for (let offset = 0; offset < bytes; offset += PART_BYTES)
      parts.push(await this.fetchPart(sha256, offset));
    const whole = Buffer.concat(parts);
    if (createHash('sha256').update(whole).digest('hex') !== sha256)
      throw new Error('what came is not the content that was asked for');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.forget();
    await writeDurably(file, [whole]);
    return file;
  }

  private forget(): void {
    const before = this.clock.wallMs() - KEPT_MS;
    for (const name of readdirSync(this.folder)) {
      const file = join(this.folder, name);
      if (statSync(file).mtimeMs < before) rmSync(file, { force: true });
    }
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
