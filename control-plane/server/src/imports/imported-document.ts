import { Refusal } from '../platform';
import type { ImportedTarget, Look } from '../scans';

export const FORMATS = ['nmap', 'xccdf', 'oval'] as const;
export type Format = (typeof FORMATS)[number];

/** Results as a tool wrote them, read. */
export interface ImportedDocument {
  readonly format: Format;
  /** Of the bytes as they were sent, hex. */
  readonly sha256: string;
  readonly targets: readonly ImportedTarget[];
  readonly look: Look | null;
  /** Null: it does not tell. */
  readonly measuredAt: Date | null;
  /** Why it is not the whole of what the tool had to say; empty: it is. */
  readonly cut: string;
}

export type ReadDocument = Omit<ImportedDocument, 'sha256' | 'format'>;

/** What the document does not tell itself. */
export interface Told {
  /** Of which system it is; undefined: as it says. */
  readonly address: string | undefined;
}

export const refused = (code: string, reason: string): Refusal =>
  new Refusal('document-refused', 422, reason, [{ path: '', code, reason }], { cause: code });

/** Thrown by the source of a document, and let through by whoever reads it. */
export class TooLarge extends Error {
  constructor(readonly most: number) {
    super('too large');
  }
}
