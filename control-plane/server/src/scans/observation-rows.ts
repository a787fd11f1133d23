import type { Tx } from '../platform';
import type { SliceRecord } from './slice-record';

/** What was seen of a target, or a part of it. */
export interface ObservedPart {
  readonly address: string;
  readonly run: number;
  readonly firstOrdinal: number;
  /** `body` is valid JSON, at most 26 levels deep; `kind` and `address` hold no quotes. */
  readonly observations: readonly { readonly kind: string; readonly body: string }[];
}

const INSERT_OBSERVATIONS = `
  INSERT IGNORE INTO observations (scan_id, slice_id, epoch, tenant_id, run, address, ordinal, kind, body)
  SELECT ?, ?, ?, ?, part.run, part.address, part.first + part.place - 1, part.kind, part.body
    FROM JSON_TABLE(?, '$[*]' COLUMNS (
           address VARCHAR(45) PATH '$.address', run INT PATH '$.run', first INT PATH '$.first',
           NESTED PATH '$.seen[*]' COLUMNS (
             place FOR ORDINALITY, kind VARCHAR(16) PATH '$.kind', body JSON PATH '$.body'))) part`;

/** Characters of one statement, three bytes each at most: MariaDB takes 16 MB at once where it was told nothing else. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/**
 * All rows as one JSON document, which the server takes apart: a fifth of the work here, and less of it there, than
 * rows written out in SQL. The bodies come out as the very text that went in. They may be nested as deep as
 * MariaDB reads JSON (32) less the six levels around them; ingest sees to that.
 */
export async function insertObservations(
  tx: Tx,
  slice: Pick<SliceRecord, 'id' | 'scanId' | 'tenantId' | 'epoch'>,
  parts: readonly ObservedPart[],
): Promise<void> {
  for (const some of inStatements(parts, MOST_CHARACTERS)) await insertTogether(tx, slice, some);
}

/** The same, one after the other, in groups of at most `most` characters, or of one observation. */
export function* inStatements(parts: readonly ObservedPart[], most: number): Generator<ObservedPart[]> {
  let group: ObservedPart[] = [];
  let size = 0;
  for (const part of parts) {
    const { firstOrdinal, observations } = part;
    let from = 0;
    const take = (until: number) => {
      if (until > from)
        group.push({
          ...part,
          firstOrdinal: firstOrdinal + from,
          observations: observations.slice(from, until),
        });
      from = until;
    };
    for (const [at, { body }] of observations.entries()) {
      if (size > 0 && size + body.length > most) {
        take(at);
        yield group;
        group = [];
        size = 0;
      }
      size += body.length;
    }
    take(observations.length);
  }
  if (group.length > 0) yield group;
}

async function insertTogether(
  tx: Tx,
  slice: Pick<SliceRecord, 'id' | 'scanId' | 'tenantId' | 'epoch'>,
  parts: readonly ObservedPart[],
): Promise<void> {
  const documents = parts.map(({ address, run, firstOrdinal, observations }) => {
    const seen = observations.map(({ kind, body }) => `{"kind":"${kind}","body":${body}}`).join();
    return `{"address":"${address}","run":${run},"first":${firstOrdinal},"seen":[${seen}]}`;
  });
  await tx.prepared(INSERT_OBSERVATIONS, [
    slice.scanId,
    slice.id,
    slice.epoch,
    slice.tenantId,
    `[${documents.join()}]`,
  ]);
}
