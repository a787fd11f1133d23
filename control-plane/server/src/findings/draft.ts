import type { FindingType, Severity } from './severity';

/** A finding as one target's observations tell it, before it is compared with what is remembered. */
export interface DraftFinding {
  readonly fingerprint: string;
  readonly checkId: string;
  readonly address: string;
  readonly hostname: string;
  readonly protocol: string;
  readonly port: number;
  readonly service: string;
  readonly title: string;
  readonly severity: Severity;
  readonly severitySource: string;
  readonly type: FindingType;
  readonly cvss: number | null;
  readonly cves: readonly string[];
  readonly summary: string;
  readonly solution: string;
  readonly references: readonly string[];
  readonly evidence: string;
}

/** Lengths of the columns: code points for VARCHAR; a TEXT holds 65,535 bytes, four for the widest character. */
export const MOST = {
  hostname: 253,
  protocol: 8,
  service: 100,
  title: 255,
  severitySource: 100,
  summary: 16_000,
  solution: 16_000,
  evidenceBytes: 65_536,
  cves: 100,
  references: 50,
  reference: 2_000,
} as const;

/** Of two accounts of one finding the fuller: the graver, then the one with more evidence. */
export function fuller(a: DraftFinding, b: DraftFinding): DraftFinding {
  if (a.severity !== b.severity) return a.severity > b.severity ? a : b;
  return b.evidence.length > a.evidence.length ? b : a;
}
