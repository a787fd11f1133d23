import type { NmapOptions, PortSelection } from './engine-profile';

/** What an agent of either kind runs, as far as it differs: raw sockets need root or capabilities. */
export interface NmapCommand {
  /** After `nmap`; the targets follow on standard input. Null: such an agent refuses the profile. */
  readonly arguments: readonly string[] | null;
  /** What is left out or done differently, for people. */
  readonly notes: readonly string[];
}

/** As in agent/src/engines/nmap/scripts.ts. */
const NEVER =
  'external or dos or exploit or brute or fuzzer or malware or broadcast or dns-update or firewall-bypass or http-fetch';
const SCRIPT_SETS: Readonly<Record<NmapOptions['scriptSets'][number], string>> = {
  default: `default and not (intrusive or ${NEVER})`,
  vulnerability: `vuln and not (${NEVER})`,
};

/**
 * The argument list that an agent will make of checked options, for people to see before anything runs. Nothing is ever
 * run from it: the agent makes its own (agent/src/engines/nmap/argv.ts) and has the last word. A spec holds the two
 * together. IPv6 targets get `-6` besides.
 */
export function nmapCommand(options: NmapOptions, { rawSockets }: { rawSockets: boolean }): NmapCommand {
  if (options.scan === 'udp' && !rawSockets) {
    return { arguments: null, notes: ['a UDP scan needs raw sockets'] };
  }
  const notes: string[] = [];
  const raw = (wanted: boolean, argument: string, note: string): string[] => {
    if (wanted && !rawSockets) notes.push(note);
    return wanted && rawSockets ? [argument] : [];
  };
  const ports = options.scan !== 'ping';
  const args = [
    ...['-oX', '-', '--stats-every', '2s', '-v', '-iL', '-', '--unique'],
    rawSockets ? '--privileged' : '--unprivileged',
    options.resolveNames ? '-R' : '-n',
    techniqueOf(options.scan, rawSockets, notes),
    ...(options.hostDiscovery ? [] : ['-Pn']),
    ...(ports ? portArguments(options.ports) : []),
    ...(options.serviceDetection && ports
      ? ['-sV', ...numbered('--version-intensity', options.versionIntensity)]
      : []),
    ...raw(options.osDetection && ports, '-O', 'no OS detection: no raw sockets'),
    ...raw(options.traceroute, '--traceroute', 'no traceroute: no raw sockets'),
    ...timingArguments(options),
    ...scriptArguments(options),
  ];
  return { arguments: args, notes };
}

function techniqueOf(scan: NmapOptions['scan'], rawSockets: boolean, notes: string[]): string {
  if (scan === 'syn' && !rawSockets) notes.push('connect scan instead of a SYN scan: no raw sockets');
  const technique = scan === 'syn' && !rawSockets ? 'connect' : scan;
  return { ping: '-sn', syn: '-sS', connect: '-sT', udp: '-sU' }[technique];
}

function portArguments(ports: PortSelection): string[] {
  if (ports.kind === 'all') return ['-p', '1-65535'];
  if (ports.kind === 'top') return ['--top-ports', String(ports.count)];
  const list = ports.ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
  return ['-p', list.join()];
}

const timingArguments = (options: NmapOptions): string[] => [
  `-T${options.timing}`,
  ...numbered('--min-rate', options.minRate),
  ...numbered('--max-rate', options.maxRate),
  ...numbered('--max-retries', options.maxRetries),
  ...numbered('--host-timeout', options.hostTimeoutSeconds, 's'),
  ...numbered('--script-timeout', options.scriptTimeoutSeconds, 's'),
];

const numbered = (name: string, value: number | null, unit = ''): string[] =>
  value === null ? [] : [name, `${value}${unit}`];

function scriptArguments({ scriptSets, scripts }: NmapOptions): string[] {
  const chosen = [...new Set([...scriptSets.map((set) => SCRIPT_SETS[set]), ...scripts])];
  if (chosen.length === 0) return [];
  const showAll = scriptSets.includes('vulnerability') ? ',vulns.showall' : '';
  return ['--script', chosen.join(), '--script-args', `ftp-anon.maxlist=20${showAll}`];
}
