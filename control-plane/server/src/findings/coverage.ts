import { scriptCheckOf } from './vulnerability';
import { OPEN_PORT_CHECK } from './fingerprint';
import { clearedChecks } from './compliance';
import type {
  Observed,
  ObservedCompliance,
  ObservedDefinition,
  ObservedRule,
  ObservedHost,
  ObservedPort,
  ObservedScript,
  ObservedSystem,
} from './observed';
import { PATCH_CHECKS } from './patch';

/** Inclusive. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export interface PortRanges {
  readonly protocol: string;
  readonly ranges: readonly PortRange[];
}

/** Where something could have been found, and by which check. */
export interface Spot {
  readonly checkId: string;
  /** Empty and 0: about the host. */
  readonly protocol: string;
  readonly port: number;
}

/**
 * What one look at a target rules out: ports that answered as closed, and checks that a script made and that came out
 * not vulnerable; and all checks of a kind, where their whole was asked for. What is filtered, or was not asked for, rules out nothing.
 */
export interface RuledOut {
  readonly closed: readonly PortRanges[];
  readonly cleared: readonly Spot[];
  /** Beginnings of checks that were all made: what was not seen of them is not there. Not in older rows. */
  readonly checks?: readonly string[];
}

/**
 * Reads it from the target's observations; `looked` are the ports that the run asked of its targets. No clock, no
 * database.
 */
export function ruledOutBy(observations: readonly Observed[], looked: readonly PortRanges[]): RuledOut {
  const hosts = observations.filter((one): one is ObservedHost => one.kind === 'host');
  const ports = observations.filter((one): one is ObservedPort => one.kind === 'port');
  const scripts = observations.filter((one): one is ObservedScript => one.kind === 'script');
  const accounts = observations.filter((one): one is ObservedCompliance => one.kind === 'compliance');
  const rules = observations.filter((one): one is ObservedRule => one.kind === 'rule');
  const definitions = observations.filter((one): one is ObservedDefinition => one.kind === 'definition');
  return {
    closed: looked.flatMap(({ protocol, ranges }) => {
      const closed = closedPorts(protocol, ranges, hosts, ports, looked.length === 1);
      return closed.length > 0 ? [{ protocol, ranges: closed }] : [];
    }),
    cleared: [
      ...clearedChecks(accounts, rules, definitions),
      ...scripts.flatMap((script) =>
        script.vulnerabilities
          .filter(({ state }) => /^NOT VULNERABLE\b/.test(state))
          .map((one) => ({
            checkId: scriptCheckOf(script, one),
            protocol: script.protocol,
            port: script.port,
          })),
      ),
    ],
    ...(isWholeAccount(observations) ? { checks: [PATCH_CHECKS] } : {}),
  };
}

/** A package manager tells of all its updates, or there is a gap in what it told. */
const isWholeAccount = (observations: readonly Observed[]): boolean =>
  observations.some((one): one is ObservedSystem => one.kind === 'system' && one.gaps.length === 0);

function closedPorts(
  protocol: string,
  looked: readonly PortRange[],
  hosts: readonly ObservedHost[],
  ports: readonly ObservedPort[],
  alone: boolean,
): PortRange[] {
  const listed = ports.filter((one) => one.protocol === protocol);
  const closed = listed.filter(({ state }) => state === 'closed').map(({ port }) => single(port));
  const groups = hosts.flatMap((host) => host.extraPorts);
  for (const { state, ranges } of groups) {
    if (state !== 'closed') continue;
    for (const one of ranges)
      if (one.protocol === protocol) for (const range of one.ranges) closed.push(range);
  }
  // nmap before 7.90 does not say which ports are in a group: where all of them are closed, it is the rest.
  const untold = groups.some(
    ({ ranges, count }) => count > 0 && !ranges.some((one) => one.ranges.length > 0),
  );
  if (alone && untold && groups.every(({ state }) => state === 'closed')) {
    const rest = without(
      looked,
      listed.map(({ port }) => port),
    );
    for (const range of rest) closed.push(range);
  }
  return common(closed, looked);
}

/** Whether the look rules the spot out: it was looked at, and what was there is not there any more. */
export function rulesOut({ closed, cleared, checks = [] }: RuledOut, spot: Spot): boolean {
  if (checks.some((beginning) => spot.checkId.startsWith(beginning))) return true;
  if (spot.port > 0 && isWithin(closed, spot)) return true;
  if (spot.checkId === OPEN_PORT_CHECK) return false;
  return cleared.some(
    ({ checkId, protocol, port }) =>
      checkId === spot.checkId && protocol === spot.protocol && port === spot.port,
  );
}

const isWithin = (ports: readonly PortRanges[], { protocol, port }: Spot): boolean =>
  ports.some(
    (one) => one.protocol === protocol && one.ranges.some(({ first, last }) => port >= first && port <= last),
  );

const single = (port: number): PortRange => ({ first: port, last: port });

/** The parts of `ranges` that lie in `bounds`, sorted and joined. Takes time as long as both lists are, not as their product. */
function common(ranges: readonly PortRange[], bounds: readonly PortRange[]): PortRange[] {
  const [mine, theirs] = [joined(ranges), joined(bounds)];
  const parts: PortRange[] = [];
  let at = 0;
  for (const range of mine) {
    while (at < theirs.length && (theirs[at] as PortRange).last < range.first) at += 1;
    for (let next = at; next < theirs.length; next += 1) {
      const bound = theirs[next] as PortRange;
      if (bound.first > range.last) break;
      parts.push({ first: Math.max(range.first, bound.first), last: Math.min(range.last, bound.last) });
    }
  }
  return joined(parts);
}

/** Sorted, and without overlap or neighbours. */
function joined(ranges: readonly PortRange[]): PortRange[] {
  const all: { first: number; last: number }[] = [];
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = all.at(-1);
    if (before && first <= before.last + 1) before.last = Math.max(before.last, last);
    else all.push({ first, last });
  }
  return all;
}

function without(ranges: readonly PortRange[], ports: readonly number[]): PortRange[] {
  const left: PortRange[] = [];
  const sorted = [...new Set(ports)].sort((a, b) => a - b);
  for (const { first, last } of ranges) {
    let from = first;
    for (const port of sorted.filter((one) => one >= first && one <= last)) {
      if (port > from) left.push({ first: from, last: port - 1 });
      from = port + 1;
    }
    if (from <= last) left.push({ first: from, last });
  }
  return left;
}
