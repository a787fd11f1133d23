import type {
  ObservedCompliance,
  ObservedDefinition,
  ObservedHost,
  ObservedPort,
  ObservedScript,
  ObservedSystem,
  ObservedUpdate,
} from './observed';
import { line } from './text';

const MOST_PORTS = 5;
const MOST_LINE = 500;

/** What came of a target, in one line for people: never longer than `MOST_LINE` code points. */
export function resultLine(
  disposition: string,
  reason: string,
  hosts: readonly ObservedHost[],
  ports: readonly ObservedPort[],
  scripts: readonly ObservedScript[],
  systems: readonly ObservedSystem[] = [],
  updates: readonly ObservedUpdate[] = [],
  accounts: readonly ObservedCompliance[] = [],
  definitions: readonly ObservedDefinition[] = [],
): string {
  if (disposition !== 'scanned') return line(reason ? `${disposition}: ${reason}` : disposition, MOST_LINE);
  const [system] = systems;
  const [account] = accounts;
  if (account) return line(accountLine(account), MOST_LINE);
  if (definitions.length > 0) return line(definitionsLine(definitions), MOST_LINE);
  if (system) return line(insideLine(system, updates), MOST_LINE);
  const open = ports.filter(({ state }) => state === 'open');
  const vulnerable = scripts.reduce(
    (sum, { vulnerabilities }) => sum + vulnerabilities.filter(({ state }) => isVulnerable(state)).length,
    0,
  );
  const parts = [hosts[0]?.status || 'scanned', portsIn(open)];
  if (vulnerable > 0) parts.push(vulnerable === 1 ? '1 vulnerability' : `${vulnerable} vulnerabilities`);
  return line(parts.join('; '), MOST_LINE);
}

const isVulnerable = (state: string): boolean => /VULNERABLE/.test(state) && !/^NOT /.test(state);

function insideLine(system: ObservedSystem, updates: readonly ObservedUpdate[]): string {
  const name = system.osName || [system.osId, system.osVersion].filter(Boolean).join(' ');
  const security = updates.filter((one) => one.security).length;
  const count =
    updates.length === 0
      ? 'no update'
      : `${updates.length} ${updates.length === 1 ? 'update' : 'updates'}, ${security} of security`;
  return [name, count, ...(system.rebootRequired ? ['waits for a restart'] : [])].filter(Boolean).join('; ');
}

function accountLine({ benchmarkTitle, profileTitle, counts, scores, trouble }: ObservedCompliance): string {
  const told = Object.entries(counts).map(([result, count]) => `${count} ${result}`);
  const score = scores.find(({ system }) => system === 'urn:xccdf:scoring:default');
  return [
    [benchmarkTitle, profileTitle].filter(Boolean).join(', '),
    told.join(', '),
    ...(score ? [`score ${score.value.toFixed(1)}`] : []),
    ...(trouble.length > 0 ? ['degraded'] : []),
  ].join('; ');
}

function definitionsLine(definitions: readonly ObservedDefinition[]): string {
  const counts = new Map<string, number>();
  for (const { result } of definitions) counts.set(result, (counts.get(result) ?? 0) + 1);
  return [...counts].map(([result, count]) => `${count} ${result}`).join(', ');
}

function portsIn(open: readonly ObservedPort[]): string {
  if (open.length === 0) return 'no open port';
  const named = open.slice(0, MOST_PORTS).map(({ port, protocol, service }) => {
    const words = service ? [service.name, service.product, service.version] : [];
    return [`${port}/${protocol}`, ...words.filter((word) => word !== '')].join(' ');
  });
  const more = open.length > MOST_PORTS ? ` and ${open.length - MOST_PORTS} more` : '';
  return `${open.length} open ${open.length === 1 ? 'port' : 'ports'}: ${named.join(', ')}${more}`;
}
