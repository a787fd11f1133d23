import { complianceFindings } from './compliance';
import { fuller, MOST, type DraftFinding } from './draft';
import type {
  Observed,
  ObservedCompliance,
  ObservedDefinition,
  ObservedHost,
  ObservedPort,
  ObservedRule,
  ObservedScript,
  ObservedSystem,
  ObservedUpdate,
} from './observed';
import { patchFindings } from './patch';
import { openPortFinding, type Place } from './open-port';
import { line } from './text';
import { vulnerabilityFinding } from './vulnerability';

/** Whose observations are read. */
export interface TargetContext {
  readonly networkId: string;
  /** Canonical text. */
  readonly address: string;
  /** When it was looked at. */
  readonly at: Date;
}

/**
 * The findings of one target under one profile, from all observations that count, in any order: one of
 * information for each open port, one for each vulnerability that a script reports, those of a package manager's account
 * and of an evaluation. Each fingerprint comes
 * once; of several accounts the fuller is kept. No clock, no database.
 */
export function findingsOf(observations: readonly Observed[], context: TargetContext): DraftFinding[] {
  const hosts = observations.filter((one): one is ObservedHost => one.kind === 'host');
  const ports = observations.filter((one): one is ObservedPort => one.kind === 'port');
  const scripts = observations.filter((one): one is ObservedScript => one.kind === 'script');
  const systems = observations.filter((one): one is ObservedSystem => one.kind === 'system');
  const updates = observations.filter((one): one is ObservedUpdate => one.kind === 'update');
  const { networkId, address, at } = context;
  const place: Place = { networkId, address, hostname: hostnameOf(hosts) };
  const services = new Map(ports.map((port) => [`${port.port}/${port.protocol}`, port.service?.name ?? '']));
  const found = new Map<string, DraftFinding>();
  const keep = (draft: DraftFinding | null): void => {
    if (!draft) return;
    const other = found.get(draft.fingerprint);
    found.set(draft.fingerprint, other ? fuller(other, draft) : draft);
  };
  for (const port of ports) keep(openPortFinding(port, place));
  for (const draft of patchFindings(systems, updates, place, at)) keep(draft);
  const accounts = observations.filter((one): one is ObservedCompliance => one.kind === 'compliance');
  const rules = observations.filter((one): one is ObservedRule => one.kind === 'rule');
  const definitions = observations.filter((one): one is ObservedDefinition => one.kind === 'definition');
  for (const draft of complianceFindings(accounts, rules, definitions, place)) keep(draft);
  for (const script of scripts) {
    const service = services.get(`${script.port}/${script.protocol}`) ?? '';
    for (const one of script.vulnerabilities) keep(vulnerabilityFinding(script, one, place, service));
  }
  return [...found.values()];
}

/** The name as given, else the one from reverse resolution, else any; an attribute, never an identity. */
function hostnameOf(hosts: readonly ObservedHost[]): string {
  const names = hosts.flatMap((host) => host.hostnames).filter(({ name }) => name !== '');
  const best =
    names.find(({ type }) => type === 'user') ?? names.find(({ type }) => type === 'PTR') ?? names[0];
  return line(best?.name ?? '', MOST.hostname);
}
