import type { NmapOptions, PortSelection } from './options';
import { ALLOWED_SCRIPTS, SCRIPT_SETS } from './scripts';
import type { Family } from './targets';

/** What this agent may do on this machine. */
export interface NmapPowers {
  /** SYN and UDP scans, OS detection and traceroute need raw sockets. */
  rawSockets: boolean;
}

export interface NmapArguments {
  kind: 'arguments';
  /** The whole argument list; the targets follow on standard input. */
  args: string[];
  /** The scan that is really made. */
  scan: NmapOptions['scan'];
  /** What was asked for and is left out here, for people. */
  notes: string[];
}

export interface ArgumentRefusal {
  kind: 'refused';
  code: 'number' | 'ports' | 'script' | 'scan' | 'raw-sockets';
  reason: string;
}

/** Ranges of one port list. nmap takes more; nobody needs them. */
const MOST_RANGES = 1024;
const MOST_SCRIPTS = 64;

/**
 * Compiles typed options into nmap's argument list. Pure. Every number is checked again and no text of the
 * options becomes an argument: script names are compared with a fixed list, everything else is a number or a
 * word of ours. Targets are not part of it (`-iL -`).
 */
export function nmapArguments(
  options: NmapOptions,
  powers: NmapPowers,
  family: Family = 4,
): NmapArguments | ArgumentRefusal {
  const notes: string[] = [];
  const parts = [
    scanArguments(options, powers, notes),
    portArguments(options),
    detailArguments(options, powers, notes),
  ];
  parts.push(timingArguments(options), scriptArguments(options));
  const args = [
    // XML alone on standard output; -v for down hosts and the begin and end of tasks.
    ...['-oX', '-', '--stats-every', '2s', '-v', '-iL', '-', '--unique'],
    // Said in both directions: nmap itself only looks at the user id.
    powers.rawSockets ? '--privileged' : '--unprivileged',
    options.resolveNames ? '-R' : '-n',
  ];
  if (family === 6) args.push('-6');
  for (const part of parts) {
    if (!Array.isArray(part)) return part;
    args.push(...part);
  }
  return { kind: 'arguments', args, scan: scanOf(options, powers), notes };
}

type Part = string[] | ArgumentRefusal;

function scanOf(options: NmapOptions, powers: NmapPowers): NmapOptions['scan'] {
  return options.scan === 'syn' && !powers.rawSockets ? 'connect' : options.scan;
}

function scanArguments(options: NmapOptions, powers: NmapPowers, notes: string[]): Part {
  if (options.scan === 'ping' && !options.hostDiscovery) {
    return refused('scan', 'host discovery is all that a ping scan does: it cannot be left out');
  }
  const discovery = options.hostDiscovery ? [] : ['-Pn'];
  switch (options.scan) {
    case 'ping':
      return ['-sn', ...discovery];
    case 'connect':
      return ['-sT', ...discovery];
    case 'syn':
      if (powers.rawSockets) return ['-sS', ...discovery];
      notes.push('connect scan instead of a SYN scan: no raw sockets');
      return ['-sT', ...discovery];
    case 'udp':
      if (powers.rawSockets) return ['-sU', ...discovery];
      return refused('raw-sockets', 'a UDP scan needs raw sockets');
    default:
      return refused('scan', 'unknown kind of scan');
  }
}

function portArguments(options: NmapOptions): Part {
  if (options.scan === 'ping') return [];
  const ports: PortSelection = options.ports;
  switch (ports.kind) {
    case 'all':
      return ['-p', '1-65535'];
    case 'top':
      return isWhole(ports.count, 1, 65535)
        ? ['--top-ports', String(ports.count)]
        : refused('ports', 'the number of top ports is not between 1 and 65535');
    case 'ranges': {
      const { ranges } = ports;
      if (ranges.length === 0 || ranges.length > MOST_RANGES) {
        return refused('ports', `the port list does not have 1 to ${MOST_RANGES} ranges`);
      }
      const good = ranges.every(
        ({ first, last }) => isWhole(first, 1, 65535) && isWhole(last, 1, 65535) && first <= last,
      );
      if (!good) return refused('ports', 'a port range is not within 1 to 65535');
      return [
        '-p',
        ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(','),
      ];
    }
    default:
      return refused('ports', 'unknown kind of port list');
  }
}

function detailArguments(options: NmapOptions, powers: NmapPowers, notes: string[]): Part {
  const args: string[] = [];
  const ports = options.scan !== 'ping';
  if (options.serviceDetection && ports) {
    args.push('-sV');
    const intensity = numberArgument('--version-intensity', options.versionIntensity, 0, 9);
    if (!Array.isArray(intensity)) return intensity;
    args.push(...intensity);
  }
  if (options.osDetection && ports) {
    if (powers.rawSockets) args.push('-O');
    else notes.push('no OS detection: no raw sockets');
  }
  if (options.traceroute) {
    if (powers.rawSockets) args.push('--traceroute');
    else notes.push('no traceroute: no raw sockets');
  }
  return args;
}

function timingArguments(options: NmapOptions): Part {
  if (!isWhole(options.timing, 0, 5)) return refused('number', 'the timing template is not between 0 and 5');
  if (options.minRate !== null && options.maxRate !== null && options.minRate > options.maxRate) {
    return refused('number', 'the least rate is above the greatest');
  }
  const parts = [
    numberArgument('--min-rate', options.minRate, 1, 1_000_000),
    numberArgument('--max-rate', options.maxRate, 1, 1_000_000),
    numberArgument('--max-retries', options.maxRetries, 0, 20),
    numberArgument('--host-timeout', options.hostTimeoutSeconds, 1, 604_800, 's'),
    numberArgument('--script-timeout', options.scriptTimeoutSeconds, 1, 86_400, 's'),
  ];
  const args = [`-T${options.timing}`];
  for (const part of parts) {
    if (!Array.isArray(part)) return part;
    args.push(...part);
  }
  return args;
}

function scriptArguments(options: NmapOptions): Part {
  const chosen: string[] = [];
  for (const set of options.scriptSets) {
    if (!Object.hasOwn(SCRIPT_SETS, set)) return refused('script', 'unknown script set');
    chosen.push(SCRIPT_SETS[set]);
  }
  if (options.scripts.length > MOST_SCRIPTS) return refused('script', `more than ${MOST_SCRIPTS} scripts`);
  for (const name of options.scripts) {
    if (!ALLOWED_SCRIPTS.has(name))
      return refused('script', `script not allowed: ${JSON.stringify(name.slice(0, 64))}`);
    chosen.push(name);
  }
  if (chosen.length === 0) return [];
  const scripts = ['--script', [...new Set(chosen)].join(',')];
  // ftp-anon lists without end when nmap is told to be verbose. And with showall the vulns library tells what it has
  // looked for and not found, too: proof that it was looked for.
  const showAll = options.scriptSets.includes('vulnerability') ? ',vulns.showall' : '';
  return [...scripts, '--script-args', `ftp-anon.maxlist=20${showAll}`];
}

function numberArgument(name: string, value: number | null, least: number, most: number, unit = ''): Part {
  if (value === null) return [];
  if (!isWhole(value, least, most))
    return refused('number', `${name.slice(2)} is not between ${least} and ${most}`);
  return [name, `${value}${unit}`];
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function refused(code: ArgumentRefusal['code'], reason: string): ArgumentRefusal {
  return { kind: 'refused', code, reason };
}
