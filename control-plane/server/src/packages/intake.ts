import { createHash } from 'node:crypto';
import { ContentInspector, type ContentSummary } from '@scanfleet/readers';
import { Refusal, type Result } from '../platform';

/** Of one document. The largest that distributions ship has 12 MB. */
export const MOST_CONTENT_BYTES = 48 * 1024 * 1024;

/** Content that was looked into and may be evaluated. */
export interface Content {
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly summary: ContentSummary;
}

/**
 * Takes content in as it comes, looking into it at the same time: what is refused is not read to its end. Refusals:
 * `content-too-large` (413), `content-refused` (422) with the inspector's code and reason.
 */
export async function takeIn(source: AsyncIterable<Uint8Array>): Promise<Result<Content>> {
  const inspector = new ContentInspector();
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MOST_CONTENT_BYTES)
      return new Refusal('content-too-large', 413, `Content has at most ${MOST_CONTENT_BYTES} bytes.`);
    if (!inspector.feed(chunk)) break;
    hash.update(chunk);
    chunks.push(Buffer.from(chunk));
  }
  const inspection = inspector.end();
  if (inspection.kind === 'refused') {
    const { code, reason } = inspection;
    return contentRefused(code, reason);
  }
  return { sha256: hash.digest('hex'), bytes: Buffer.concat(chunks), summary: inspection.summary };
}

export const contentRefused = (code: string, reason: string): Refusal =>
  new Refusal('content-refused', 422, reason, [{ path: '', code, reason }], { cause: code });
