import { createConnection, type Connection } from 'mysql2/promise';

/** What the ledger says when everything has come to rest. Times are milliseconds of the wall clock. */
export interface Tables {
  readonly scans: readonly ScanRow[];
  readonly slices: readonly SliceRow[];
  readonly targets: readonly TargetRow[];
  readonly dispositions: readonly DispositionRow[];
  /** Only of triples that dispositions name. */
  readonly observations: readonly ObservationRow[];
  readonly scanHistory: readonly ScanHistoryRow[];
  readonly sliceHistory: readonly SliceHistoryRow[];
  readonly findings: readonly FindingRow[];
  readonly sightings: readonly SightingRow[];
}

export interface ScanRow {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
  readonly processed: number;
  readonly outcome: string | null;
  readonly rerunOf: string | null;
}

export interface SliceRow {
  readonly id: string;
  readonly scanId: string;
  readonly profile: number;
  readonly state: string;
  readonly epoch: number;
}

export interface TargetRow {
  readonly scanId: string;
  readonly profile: number;
  readonly address: string;
  readonly sliceId: string;
}

export interface DispositionRow {
  readonly scanId: string;
  readonly profile: number;
  readonly address: string;
  readonly sliceId: string;
  readonly epoch: number;
  readonly run: number;
  readonly kind: string;
  readonly reason: string;
  readonly rowCount: number;
  readonly agentId: string | null;
  readonly at: number;
  readonly lookedAt: number | null;
  readonly loadedAt: number | null;
}

export interface ObservationRow {
  readonly scanId: string;
  readonly sliceId: string;
  readonly epoch: number;
  readonly run: number;
  readonly address: string;
  readonly kind: string;
  readonly body: string;
}

export interface ScanHistoryRow {
  readonly id: number;
  readonly scanId: string;
  readonly from: string | null;
  readonly to: string;
  readonly cause: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: number;
}

export interface SliceHistoryRow extends ScanHistoryRow {
  readonly sliceId: string;
  readonly epoch: number;
}

export interface FindingRow {
  readonly id: string;
  readonly checkId: string;
  readonly address: string;
  readonly port: number;
  readonly timesSeen: number;
  readonly state: string;
  readonly lastSeenAt: number;
  readonly lastScanId: string;
  readonly fixedScanId: string | null;
}

export interface SightingRow {
  readonly scanId: string;
  readonly findingId: string;
}

/** Reads all of it. The connection is past every proxy. */
export async function readTables(databaseUrl: string): Promise<Tables> {
  const connection = await createConnection({ uri: databaseUrl, timezone: 'Z' });
  try {
    return await read(connection);
  } finally {
    await connection.end();
  }
}

async function read(connection: Connection): Promise<Tables> {
  const rows = async <Row>(sql: string): Promise<Row[]> => (await connection.query(sql))[0] as Row[];
  return {
    scans: await rows<ScanRow>(
      `SELECT id, state, reason, processed, outcome, rerun_of rerunOf FROM scans WHERE state <> 'Deleted'
        ORDER BY created_at, id`,
    ),
    slices: await rows<SliceRow>(`SELECT id, scan_id scanId, profile, state, epoch FROM slices ${KEPT}`),
    targets: await rows<TargetRow>(
      `SELECT scan_id scanId, profile, address, slice_id sliceId FROM targets ${KEPT}`,
    ),
    dispositions: await rows<DispositionRow>(
      `SELECT scan_id scanId, profile, address, slice_id sliceId, epoch, run, kind, reason, row_count rowCount,
              agent_id agentId, ${milliseconds('at')} at, ${milliseconds('looked_at')} lookedAt,
              ${milliseconds('loaded_at')} loadedAt FROM dispositions ${KEPT}`,
    ),
    observations: await rows<ObservationRow>(
      `SELECT o.scan_id scanId, o.slice_id sliceId, o.epoch, o.run, o.address, o.kind, o.body
         FROM dispositions d JOIN observations o
           ON o.scan_id = d.scan_id AND o.slice_id = d.slice_id AND o.epoch = d.epoch AND o.run = d.run
          AND o.address = d.address`,
    ),
    scanHistory: await rows<ScanHistoryRow>(
      `SELECT CAST(id AS INT) id, scan_id scanId, from_state \`from\`, to_state \`to\`, cause, actor, reason,
              ${milliseconds('at')} at FROM scan_history ORDER BY id`,
    ),
    sliceHistory: await rows<SliceHistoryRow>(
      `SELECT CAST(id AS INT) id, scan_id scanId, slice_id sliceId, epoch, from_state \`from\`, to_state \`to\`,
              cause, actor, reason, ${milliseconds('at')} at FROM slice_history ORDER BY id`,
    ),
    findings: await rows<FindingRow>(
      `SELECT id, check_id checkId, address, port, times_seen timesSeen, state,
              ${milliseconds('last_seen_at')} lastSeenAt, last_scan_id lastScanId, fixed_scan_id fixedScanId FROM findings`,
    ),
    sightings: await rows<SightingRow>('SELECT scan_id scanId, finding_id findingId FROM sightings'),
  };
}

/** The rows of a deleted scan are being swept. */
const KEPT = "WHERE scan_id IN (SELECT id FROM scans WHERE state <> 'Deleted')";

const milliseconds = (column: string): string =>
  `CAST(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', ${column}) DIV 1000 AS DOUBLE)`;
