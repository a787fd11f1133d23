import { ruledOutBy, rulesOut, type PortRanges } from './coverage';
import type { Observed, ObservedHost, ObservedPort, ObservedScript } from './observed';

const host = (extraPorts: ObservedHost['extraPorts'] = []): Observed => ({
  ...{ kind: 'host', status: 'up', statusReason: '', hostnames: [] },
  extraPorts,
});
const port = (number: number, state: string): Observed =>
  ({ kind: 'port', protocol: 'tcp', port: number, state, reason: '', service: null }) satisfies ObservedPort;
const tcp = (...ranges: readonly (readonly [number, number])[]): PortRanges[] => [
  { protocol: 'tcp', ranges: ranges.map(([first, last]) => ({ first, last })) },
];
const group = (state: string, ...ranges: readonly (readonly [number, number])[]) => ({
  ...{ state, count: 10 },
  ranges: tcp(...ranges).map((one) => ({ ...one, ranges: [...one.ranges] })),
});
const script = (state: string, number = 80): Observed =>
  ({
    ...{ kind: 'script', protocol: 'tcp', port: number, id: 'http-vuln-x', output: '' },
    vulnerabilities: [
      {
        ...{
          key: 'CVE-2017-5638',
          title: 'Struts',
          state,
          ids: ['CVE:CVE-2017-5638'],
          scores: {},
          riskFactor: '',
        },
        ...{
          description: '',
          disclosed: '',
          checkResults: [],
          exploitResults: [],
          extraInfo: [],
          references: [],
        },
      },
    ],
  }) satisfies ObservedScript;
const open = (number: number, protocol = 'tcp') => ({ checkId: 'nmap:open-port', protocol, port: number });
const check = (number: number) => ({
  checkId: 'nmap:http-vuln-x:CVE-2017-5638',
  protocol: 'tcp',
  port: number,
});

describe('what a look at a target rules out', () => {
  it('is an open port that is listed as closed, among the ports that were looked at', () => {
    const ruled = ruledOutBy([host(), port(22, 'closed'), port(99, 'closed')], tcp([1, 50]));
    expect(rulesOut(ruled, open(22))).toBe(true);
    expect(rulesOut(ruled, open(99))).toBe(false);
    expect(rulesOut(ruled, open(23))).toBe(false);
    expect(rulesOut(ruled, open(22, 'udp'))).toBe(false);
  });

  it('is nothing that is filtered, open, or of which nothing is told', () => {
    for (const state of ['filtered', 'open|filtered', 'closed|filtered', 'unfiltered', 'open']) {
      expect(rulesOut(ruledOutBy([host(), port(22, state)], tcp([1, 50])), open(22))).toBe(false);
    }
    expect(rulesOut(ruledOutBy([host()], tcp([1, 50])), open(22))).toBe(false);
  });

  it('is what a group of closed ports names, and not what a filtered one does', () => {
    const groups = [group('closed', [1, 30]), group('filtered', [31, 50])];
    const ruled = ruledOutBy([host(groups)], tcp([1, 50]));
    expect(rulesOut(ruled, open(30))).toBe(true);
    expect(rulesOut(ruled, open(31))).toBe(false);
  });

  it('is the rest, where a group does not name its ports and every group is closed', () => {
    const rest = ruledOutBy([host([group('closed')]), port(22, 'open')], tcp([1, 50]));
    expect(rulesOut(rest, open(23))).toBe(true);
    expect(rulesOut(rest, open(22))).toBe(false);
    expect(rulesOut(rest, open(51))).toBe(false);
    const mixed = ruledOutBy([host([group('closed'), group('filtered')])], tcp([1, 50]));
    expect(rulesOut(mixed, open(23))).toBe(false);
  });

  it('is nothing where nobody knows what was looked at', () => {
    expect(rulesOut(ruledOutBy([host([group('closed', [1, 50])]), port(22, 'closed')], []), open(22))).toBe(
      false,
    );
  });

  it('is a check that came out not vulnerable, or whose port is closed', () => {
    expect(rulesOut(ruledOutBy([host(), script('NOT VULNERABLE')], tcp([1, 99])), check(80))).toBe(true);
    expect(rulesOut(ruledOutBy([host(), script('NOT VULNERABLE')], tcp([1, 99])), check(81))).toBe(false);
    expect(rulesOut(ruledOutBy([host(), script('UNKNOWN')], tcp([1, 99])), check(80))).toBe(false);
    expect(rulesOut(ruledOutBy([host(), port(80, 'open')], tcp([1, 99])), check(80))).toBe(false);
    expect(rulesOut(ruledOutBy([host(), port(80, 'closed')], tcp([1, 99])), check(80))).toBe(true);
  });
});
