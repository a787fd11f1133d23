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

/** What its bytes say, which are not looked at as a whole. */
export type ToldDocument = Omit<ImportedDocument, 'sha256'>;

/** Results of one format. */
export type ReadDocument = Omit<ToldDocument, 'format'>;

/**
 * Why a document is not taken: `document-too-large`, `unknown-format`, `malformed`, `excessive`, `no-results`, `no-address`,
 * `several-addresses`.
 */
export interface Unreadable {
  readonly code: string;
  readonly reason: string;
}

/** What comes of reading one. */
export type Reading<Document> = { readonly document: Document } | { readonly unreadable: Unreadable };

export const unreadable = (code: string, reason: string): { readonly unreadable: Unreadable } => ({
  unreadable: { code, reason },
});

/** What the document does not tell itself. */
export interface Told {
  /** Of which system it is; undefined: as it says. */
  readonly address: string | undefined;
}

/** As it is sent, and as it unpacks. */
export const MOST_SENT_BYTES = 64 * 1024 * 1024;
export const MOST_BYTES = 512 * 1024 * 1024;

/** Thrown by the source of a document, and let through by whoever reads it. */
export class TooLarge extends Error {
  readonly code = 'document-too-large';

  constructor() {
    super(`A document has at most ${MOST_SENT_BYTES} bytes as it is sent, and ${MOST_BYTES} unpacked.`);
  }
}
