import { ContentKind, NmapScan, ScriptSet } from '@scanfleet/proto';
import type { Grant, Login, NmapOptions, OpenscapOptions, PortSelection } from '@scanfleet/proto';
import type { EngineWork } from '../engines/registry';
import type * as ssh from '../engines/ssh/login';
import type * as nmap from '../engines/nmap/options';
import type * as openscap from '../engines/openscap/options';

/** What a Grant asks to run, or why this agent cannot understand it. Values are checked again by the engine. */
export function engineWork(
  work: Grant['work'],
  login?: Login,
  begun: Grant['begun'] = [],
): { work: EngineWork | null; refusal: string } {
  if (!work) return { work: null, refusal: 'the grant names no engine that this agent knows' };
  try {
    const { engine, options } = workOf(work);
    const more = { login: login ? loginOf(login) : null, begun: begunOf(begun) };
    return { work: { engine, options, ...more } as EngineWork, refusal: '' };
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return { work: null, refusal: thrown.message };
  }
}

function workOf(work: NonNullable<Grant['work']>): EngineWork {
  switch (work.$case) {
    case 'nmap':
      return { engine: 'nmap', options: nmapOptions(work.value) };
    case 'osPatch':
      return { engine: 'os-patch', options: { ...work.value } };
    case 'openscap':
      return { engine: 'openscap', options: openscapOptions(work.value) };
  }
}

const begunOf = (begun: Grant['begun']): NonNullable<EngineWork['begun']> =>
  new Map(
    begun.map(({ address, seen }) => [
      address,
      { kind: 'begun', rules: seen?.rules ?? [], runs: seen?.runs ?? 0 },
    ]),
  );

function loginOf({ user, port, secret, sudo, hostKeys, trustFirstKey }: Login): ssh.Login {
  const keys = new Map<string, string[]>();
  for (const { address, key } of hostKeys) keys.set(address, [...(keys.get(address) ?? []), key]);
  const known = (): ssh.LoginSecret => {
    switch (secret?.$case) {
      case 'key':
        return { kind: 'key', ...secret.value };
      case 'password':
        return { kind: 'password', password: secret.value };
      default:
        throw new RangeError('the login has no secret that this agent knows');
    }
  };
  return { user, port, secret: known(), sudo, hostKeys: keys, trustFirstKey };
}

const kinds: Partial<Record<ContentKind, openscap.OpenscapOptions['kind']>> = {
  [ContentKind.CONTENT_KIND_XCCDF]: 'xccdf',
  [ContentKind.CONTENT_KIND_OVAL]: 'oval',
};

function openscapOptions(value: OpenscapOptions): openscap.OpenscapOptions {
  const orNull = (id: string): string | null => (id === '' ? null : id);
  return {
    kind: known(kinds[value.kind], `content kind ${value.kind}`),
    content: known(value.content, 'work without content'),
    benchmark: orNull(value.benchmark),
    profile: orNull(value.profile),
    tailoring: value.tailoring ?? null,
    rules: value.rules,
    timeoutSeconds: value.timeoutSeconds,
    htmlReport: value.htmlReport,
  };
}

const scans: Partial<Record<NmapScan, nmap.NmapOptions['scan']>> = {
  [NmapScan.NMAP_SCAN_PING]: 'ping',
  [NmapScan.NMAP_SCAN_SYN]: 'syn',
  [NmapScan.NMAP_SCAN_CONNECT]: 'connect',
  [NmapScan.NMAP_SCAN_UDP]: 'udp',
};

const scriptSets: Partial<Record<ScriptSet, nmap.NmapOptions['scriptSets'][number]>> = {
  [ScriptSet.SCRIPT_SET_DEFAULT]: 'default',
  [ScriptSet.SCRIPT_SET_VULNERABILITY]: 'vulnerability',
};

/** Throws a `RangeError` for a value that this version does not know. */
function nmapOptions(value: NmapOptions): nmap.NmapOptions {
  return {
    scan: known(scans[value.scan], `nmap scan ${value.scan}`),
    ports: ports(value.ports, value.scan),
    hostDiscovery: value.hostDiscovery,
    serviceDetection: value.serviceDetection,
    versionIntensity: value.versionIntensity ?? null,
    osDetection: value.osDetection,
    traceroute: value.traceroute,
    resolveNames: value.resolveNames,
    scriptSets: value.scriptSets.map((set) => known(scriptSets[set], `script set ${set}`)),
    scripts: value.scripts,
    timing: value.timing,
    minRate: value.minRate ?? null,
    maxRate: value.maxRate ?? null,
    maxRetries: value.maxRetries ?? null,
    hostTimeoutSeconds: value.hostTimeoutSeconds ?? null,
    scriptTimeoutSeconds: value.scriptTimeoutSeconds ?? null,
  };
}

function ports(value: PortSelection | undefined, scan: NmapScan): nmap.PortSelection {
  switch (value?.selection?.$case) {
    case 'top':
      return { kind: 'top', count: value.selection.value };
    case 'ranges':
      return { kind: 'ranges', ranges: value.selection.value.ranges };
    case 'all':
      return { kind: 'all' };
    default:
      // A ping scan looks at no ports and needs no selection.
      if (scan === NmapScan.NMAP_SCAN_PING) return { kind: 'top', count: 1 };
      throw new RangeError('the grant selects no ports');
  }
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`${what} is not known to this agent`);
  return value;
}
