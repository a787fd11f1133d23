import type { Tx } from '../platform';

/**
 * Brings the terms of findings whose rows are locked up to date: state and severity of those there are, the CVEs that
 * each has now, and the job of the scan that saw them. `ids` are sorted.
 */
export async function rememberTerms(tx: Tx, scanId: string, ids: readonly string[]): Promise<void> {
  await renewTerms(tx, ids);
  await tx.change(
    `DELETE t FROM finding_terms t JOIN findings f ON f.id = t.finding_id
      WHERE t.finding_id IN (?) AND t.term LIKE 'CVE-%' AND NOT JSON_CONTAINS(f.cves, JSON_QUOTE(t.term))`,
    [ids],
  );
  await tx.change(
    `INSERT IGNORE INTO finding_terms (finding_id, term, tenant_id, state, severity)
     SELECT f.id, c.cve, f.tenant_id, f.state, f.severity
       FROM findings f JOIN JSON_TABLE(f.cves, '$[*]' COLUMNS (cve VARCHAR(64) PATH '$')) c
      WHERE f.id IN (?) AND f.cves <> '[]' ORDER BY f.id, c.cve`,
    [ids],
  );
  await tx.change(
    `INSERT IGNORE INTO finding_terms (finding_id, term, tenant_id, state, severity)
     SELECT f.id, CONCAT('job:', s.job_id), f.tenant_id, f.state, f.severity
       FROM scans s JOIN findings f WHERE s.id = ? AND s.job_id IS NOT NULL AND f.id IN (?) ORDER BY f.id`,
    [scanId, ids],
  );
}

/** State and severity of the terms become their findings'. */
export async function renewTerms(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.change(
    `UPDATE finding_terms t JOIN findings f ON f.id = t.finding_id SET t.state = f.state, t.severity = f.severity
      WHERE t.finding_id IN (?) AND (t.state <> f.state OR t.severity <> f.severity)`,
    [ids],
  );
}
