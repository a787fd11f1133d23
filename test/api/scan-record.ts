import { createHash, randomUUID } from 'node:crypto';
import type { Connection } from 'mysql2/promise';

/** Whose scan it is. */
export interface Owner {
  tenantId: string;
  networkId: string;
}

export const newOwner = (): Owner => ({ tenantId: randomUUID(), networkId: randomUUID() });

/** What one tool run left of a target. */
export interface RecordedTarget {
  profile?: number;
  address: string;
  kind?: string;
  epoch?: number;
  run?: number;
  at?: Date;
  /** Hash of a look that `recordLook` wrote. */
  look?: string;
  observations: readonly { kind: string; body: object | string }[];
}

/** Puts a scan into the ledger as scans and ingest leave it when it is settled. */
export async function recordScan(
  connection: Connection,
  owner: Owner,
  targets: readonly RecordedTarget[],
  state = 'Finished',
  profiles = 1,
): Promise<string> {
  const id = randomUUID();
  await connection.query('INSERT INTO scans SET ?', {
    weights: '[]',
    id,
    tenant_id: owner.tenantId,
    network_id: owner.networkId,
    pool_id: randomUUID(),
    name: 'recorded',
    priority: 5,
    state,
    state_since: new Date(),
    profiles: JSON.stringify(Array(profiles).fill({})),
    target_ranges: '[]',
    notes: '[]',
    started_by: randomUUID(),
    created_at: new Date(),
  });
  await recordTargets(connection, owner, id, targets);
  return id;
}

/** Adds targets, each with its disposition and the observations that count. */
export async function recordTargets(
  connection: Connection,
  owner: Owner,
  scanId: string,
  targets: readonly RecordedTarget[],
): Promise<void> {
  const sliceId = randomUUID();
  const at = new Date();
  const dispositions = targets.map((target) => [
    scanId,
    target.profile ?? 0,
    target.address,
    owner.tenantId,
    sliceId,
    target.epoch ?? 1,
    target.run ?? 1,
    target.kind ?? 'scanned',
    target.observations.length,
    target.at ?? at,
    target.look ?? '',
  ]);
  const observations = targets.flatMap((target) =>
    target.observations.map(({ kind, body }, ordinal) => [
      scanId,
      sliceId,
      target.epoch ?? 1,
      target.run ?? 1,
      target.address,
      ordinal,
      owner.tenantId,
      kind,
      typeof body === 'string' ? body : JSON.stringify(body),
    ]),
  );
  await inParts(dispositions, (part) =>
    connection.query(
      'INSERT INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, row_count, at, look) VALUES ?',
      [part],
    ),
  );
  await inParts(observations, (part) =>
    connection.query(
      'INSERT INTO observations (scan_id, slice_id, epoch, run, address, ordinal, tenant_id, kind, body) VALUES ?',
      [part],
    ),
  );
}

/** Writes what a run looked at; ports as inclusive ranges of TCP. Answers its hash. */
export async function recordLook(
  connection: Connection,
  ...ranges: readonly (readonly [first: number, last: number])[]
): Promise<string> {
  const ports = JSON.stringify([
    { protocol: 'tcp', ranges: ranges.map(([first, last]) => ({ first, last })) },
  ]);
  const hash = createHash('sha256').update(ports).digest('hex');
  await connection.query('INSERT IGNORE INTO looks VALUES (?, ?, ?, ?, NOW(3))', [
    hash,
    'nmap',
    '7.93',
    ports,
  ]);
  return hash;
}

async function inParts<T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 2_000) await write(rows.slice(from, from + 2_000));
}

export const openPort = (port: number, over: object = {}): { kind: string; body: object } => ({
  kind: 'port',
  body: {
    protocol: 'tcp',
    port,
    state: 'open',
    reason: 'syn-ack',
    service: { name: 'http', product: 'nginx', version: '1.22.1', method: 'probed', confidence: 10, cpe: [] },
    ...over,
  },
});

/** A script's report of one vulnerability. */
export const report = (port: number, vulnerability: object): { kind: string; body: object } => ({
  kind: 'script',
  body: {
    protocol: 'tcp',
    port,
    id: 'x-vuln',
    output: '',
    vulnerabilities: [{ key: 'NMAP-1', title: 'A weakness', state: 'VULNERABLE', ids: [], ...vulnerability }],
  },
});

/** Distinct addresses of 10.0.0.0/8. */
export const address = (n: number): string => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
