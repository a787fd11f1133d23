import { readFileSync } from 'node:fs';

/**
 * The command line that this product may give nmap, written down a second time and from the other side: what may stand
 * in the list, not how it is made. Knows nothing of the builders.
 */
const NO_VALUE = new Set([
  ...[
    '-v',
    '--unique',
    '--privileged',
    '--unprivileged',
    '-n',
    '-R',
    '-6',
    '-Pn',
    '-sV',
    '-O',
    '--traceroute',
  ],
  ...['-sn', '-sS', '-sT', '-sU'],
]);

const within =
  (least: number, most: number, unit = '') =>
  (value: string): boolean =>
    new RegExp(`^(0|[1-9]\\d*)${unit}$`).test(value) &&
    Number.parseInt(value, 10) >= least &&
    Number.parseInt(value, 10) <= most;

const WITH_VALUE: Readonly<Record<string, (value: string) => boolean>> = {
  '-oX': (value) => value === '-',
  '-iL': (value) => value === '-',
  '--stats-every': (value) => value === '2s',
  '-p': isPortList,
  '--top-ports': within(1, 65_535),
  '--version-intensity': within(0, 9),
  '--min-rate': within(1, 100_000),
  '--max-rate': within(1, 100_000),
  '--max-retries': within(0, 20),
  '--host-timeout': within(1, 86_400, 's'),
  '--script-timeout': within(1, 86_400, 's'),
  '--script': isScriptList,
  '--script-args': (value) => /^ftp-anon\.maxlist=20(,vulns\.showall)?$/.test(value),
};

const NEVER = ['external', 'dos', 'exploit', 'brute', 'fuzzer', 'malware', 'broadcast'];
const NOT_BY_NAME = ['dns-update', 'firewall-bypass', 'http-fetch'];
const EXPRESSIONS = [
  `default and not (intrusive or ${[...NEVER, ...NOT_BY_NAME].join(' or ')})`,
  `vuln and not (${[...NEVER, ...NOT_BY_NAME].join(' or ')})`,
];

/** Name to categories, as the installed nmap has them. */
const CATEGORIES = new Map(
  [
    ...readFileSync('/usr/share/nmap/scripts/script.db', 'utf8').matchAll(
      /filename = "([^"]+)\.nse", categories = \{([^}]*)\}/g,
    ),
  ].map(([, name = '', categories = '']) => [
    name,
    [...categories.matchAll(/"([^"]+)"/g)].map(([, category = '']) => category),
  ]),
);

function isPortList(value: string): boolean {
  return value.split(',').every((range) => {
    const [, first, last = first] = /^([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?$/.exec(range) ?? [];
    return first !== undefined && Number(first) <= Number(last) && Number(last) <= 65_535;
  });
}

function isScriptList(value: string): boolean {
  return value.split(',').every((script) => {
    if (EXPRESSIONS.includes(script)) return true;
    const categories = CATEGORIES.get(script);
    return (
      categories !== undefined &&
      !NOT_BY_NAME.includes(script) &&
      !categories.some((category) => NEVER.includes(category))
    );
  });
}

/** What of an argument list the grammar does not know; each argument stands in it once. */
export function faultsOf(args: readonly string[]): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < args.length; at++) {
    const name = args[at] ?? '';
    if (seen.has(name)) faults.push(`${name} twice`);
    seen.add(name);
    if (NO_VALUE.has(name) || /^-T[0-5]$/.test(name)) continue;
    const fits = Object.hasOwn(WITH_VALUE, name) ? WITH_VALUE[name] : undefined;
    const value = args[++at];
    if (!fits) faults.push(`unknown: ${JSON.stringify(name)}`);
    else if (value === undefined || !fits(value)) faults.push(`${name} ${JSON.stringify(value)}`);
  }
  const kinds = args.filter((argument) => /^-s[nSTU]$/.test(argument));
  if (kinds.length !== 1) faults.push(`${kinds.length} kinds of scan`);
  for (const needed of ['-oX', '-iL', '--unique']) if (!args.includes(needed)) faults.push(`no ${needed}`);
  return faults;
}
