import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsOf } from './derive';
import type { DraftFinding } from './draft';
import {
  readObserved,
  type Observed,
  type ObservedPort,
  type ObservedScript,
  type ObservedVulnerability,
} from './observed';

const at = new Date('2026-11-28T00:00:00Z');
const FIXTURES = join(__dirname, '../../fixtures/nmap');
const networkId = '0199b6a2-0000-7000-8000-000000000001';

/** The targets of a real nmap run, as the ledger keeps them. */
function targetsOf(name: string): Map<string, Observed[]> {
  const targets = JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as {
    address: string;
    observations: { kind: string; body: object }[];
  }[];
  return new Map(
    targets.map(({ address, observations }) => [
      address,
      observations.map(({ kind, body }) => readObserved(kind, JSON.stringify(body)) as Observed),
    ]),
  );
}

function findingsIn(name: string): DraftFinding[] {
  return [...targetsOf(name)].flatMap(([address, seen]) => findingsOf(seen, { networkId, address, at }));
}

const port = (over: Partial<ObservedPort> = {}): ObservedPort => ({
  kind: 'port',
  protocol: 'tcp',
  port: 8080,
  state: 'open',
  reason: 'syn-ack',
  service: null,
  ...over,
});

const vulnerability = (over: Partial<ObservedVulnerability> = {}): ObservedVulnerability => ({
  key: 'NMAP-1',
  title: 'A weakness',
  state: 'VULNERABLE',
  ids: [],
  scores: {},
  riskFactor: '',
  description: '',
  disclosed: '',
  checkResults: [],
  exploitResults: [],
  extraInfo: [],
  references: [],
  ...over,
});

const script = (...vulnerabilities: ObservedVulnerability[]): ObservedScript => ({
  kind: 'script',
  protocol: 'tcp',
  port: 8080,
  id: 'x-script',
  output: '',
  vulnerabilities,
});

const from = (...seen: Observed[]): DraftFinding[] =>
  findingsOf(seen, { networkId, address: '10.66.0.10', at });
const only = (...seen: Observed[]): DraftFinding => {
  const found = from(...seen);
  expect(found).toHaveLength(1);
  return found[0] as DraftFinding;
};

describe('the findings of a real scan', () => {
  const found = findingsIn('observed-vuln-category.json');

  it('are its open ports and what its scripts found vulnerable', () => {
    expect(
      found.map(({ address, port, title, severity, type }) => [address, port, title, severity, type]),
    ).toEqual([
      ['10.66.0.10', 22, 'Open port 22/tcp: ssh OpenSSH 9.2p1 Debian 2+deb12u10', 1, 'information'],
      ['10.66.0.10', 80, 'Open port 80/tcp: http nginx 1.22.1', 1, 'information'],
      ['10.66.0.10', 443, 'Open port 443/tcp: https nginx/1.22.1', 1, 'information'],
      ['10.66.0.10', 80, 'Apache byterange filter DoS', 3, 'confirmed'],
      ['10.66.0.10', 443, 'Anonymous Diffie-Hellman Key Exchange MitM Vulnerability', 3, 'confirmed'],
      ['10.66.0.10', 443, 'Diffie-Hellman Key Exchange Insufficient Group Strength', 3, 'confirmed'],
      [
        '10.66.0.10',
        443,
        'Diffie-Hellman Key Exchange Incorrectly Generated Group Parameters',
        3,
        'potential',
      ],
      ['10.66.0.50', 22, 'Open port 22/tcp: ssh OpenSSH 9.2p1 Debian 2+deb12u10', 1, 'information'],
      ['10.66.0.50', 8080, 'Open port 8080/tcp: http Apache httpd 2.2.14', 1, 'information'],
      ['10.66.0.50', 8080, 'Apache Struts Remote Code Execution Vulnerability', 3, 'confirmed'],
      ['10.66.0.50', 8080, 'Apache byterange filter DoS', 3, 'confirmed'],
    ]);
  });

  it('say of a vulnerability all that the script told', () => {
    const struts = found.find(({ checkId }) => checkId.endsWith(':CVE-2017-5638'));
    expect(struts).toMatchObject({
      checkId: 'nmap:http-vuln-cve2017-5638:CVE-2017-5638',
      protocol: 'tcp',
      port: 8080,
      service: 'http',
      severitySource: 'VULNERABLE without a score (nse)',
      cvss: null,
      cves: ['CVE-2017-5638'],
      solution: '',
      references: [
        'http://blog.talosintelligence.com/2017/03/apache-0-day-exploited.html',
        'https://cve.mitre.org/cgi-bin/cvename.cgi?name=CVE-2017-5638',
        'https://cwiki.apache.org/confluence/display/WW/S2-045',
      ],
    });
    expect(struts?.summary).toMatch(
      /^Apache Struts 2\.3\.5 .*\nvulnerability via the Content-Type header\.$/s,
    );
    expect(struts?.evidence).toContain('State: VULNERABLE\nDisclosed: 2017-03-07\n');
    const group = found.find(({ title }) => title.includes('Insufficient Group Strength'));
    expect(group?.evidence).toContain('Check results:\nWEAK DH GROUP 1\n      Cipher Suite: TLS_DHE_RSA');
  });

  it('say of an open port what answered there', () => {
    expect(found[0]).toMatchObject({
      checkId: 'nmap:open-port',
      service: 'ssh',
      summary: 'Port 22/tcp is open; the service answers as ssh (OpenSSH 9.2p1 Debian 2+deb12u10).',
      cves: [],
      references: [],
    });
    expect(found[0]?.evidence).toContain('Product: OpenSSH\nVersion: 9.2p1 Debian 2+deb12u10\n');
    expect(found[0]?.evidence).toContain('CPE: cpe:/a:openbsd:openssh:9.2p1\nCPE: cpe:/o:linux:linux_kernel');
    expect(found[2]?.evidence).toContain('Tunnel: ssl');
  });

  it('are the same ones in another run, though nmap numbered its tables anew', () => {
    const other = findingsIn('observed-vuln-scripts.json');
    expect(other.map(({ fingerprint }) => fingerprint).sort()).toEqual(
      found.map(({ fingerprint }) => fingerprint).sort(),
    );
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(11);
  });
});

describe('a port', () => {
  it.each(['open|filtered', 'filtered', 'closed', 'unfiltered', 'closed|filtered'])(
    'that is %s is none',
    (state) => {
      expect(from(port({ state }))).toEqual([]);
    },
  );

  it('without a service has a plain title', () => {
    expect(only(port({ protocol: 'udp', port: 53 })).title).toBe('Open port 53/udp');
  });
});

describe('a vulnerability', () => {
  it.each(['NOT VULNERABLE', 'UNKNOWN (unable to test)'])('in state %s is none', (state) => {
    expect(from(script(vulnerability({ state })))).toEqual([]);
  });

  it('takes its CVEs from ids and key, whatever their spelling', () => {
    const ids = ['CVE:cve-2014-3566', 'BID:70574', 'CVE:2014-0224', 'OSVDB:113251', 'CVE:CVE-1-1'];
    expect(only(script(vulnerability({ ids, key: 'CVE-2011-3192' }))).cves).toEqual([
      'CVE-2011-3192',
      'CVE-2014-0224',
      'CVE-2014-3566',
    ]);
  });

  it('knows the service of its port; a host script has none', () => {
    const service = readObserved(
      'port',
      '{"protocol":"tcp","port":8080,"state":"closed","service":{"name":"http"}}',
    );
    expect(only(service as Observed, script(vulnerability())).service).toBe('http');
    expect(only({ ...script(vulnerability()), protocol: '', port: 0 })).toMatchObject({
      service: '',
      port: 0,
    });
  });

  it('told twice is one: the graver', () => {
    const mild = vulnerability({ scores: { CVSSv2: '4.0' } });
    const grave = vulnerability({ key: 'NMAP-2', scores: { CVSSv2: '9.3 (HIGH)' } });
    expect(only(script(mild), script(grave)).severity).toBe(5);
    expect(only(script(grave), script(mild)).severity).toBe(5);
  });

  it('gives a solution only where the script wrote one', () => {
    const extraInfo = ['Solution: Upgrade to 2.3.32\n  or 2.5.10.1.\nAffected: all\n  older'];
    const description = 'Bad thing.\n\nMitigation: turn it off\n\nMore words.';
    expect(only(script(vulnerability({ extraInfo, description }))).solution).toBe(
      'Upgrade to 2.3.32\nor 2.5.10.1.\nturn it off',
    );
    expect(only(script(vulnerability({ description: 'A fix is unknown.' }))).solution).toBe('');
  });

  it('keeps only links of the web', () => {
    const references = [
      'javascript:alert(1)',
      'http://a.example/x',
      'ftp://a.example/',
      'https://user@evil.example/',
      ' https://b.example/?q=1&r=2 ',
      'http://a.example/x',
      'not a link',
      'data:text/html,x',
      'https://c.example/"onmouseover="x',
      '//d.example/',
    ];
    expect(only(script(vulnerability({ references }))).references).toEqual([
      'http://a.example/x',
      'https://b.example/?q=1&r=2',
      'https://c.example/%22onmouseover=%22x',
    ]);
  });

  it('fits its columns, however much a stranger wrote', () => {
    const much = '😀\u0000\u202e'.repeat(100_000);
    const draft = only(
      {
        ...script(
          vulnerability({
            title: much,
            description: much,
            extraInfo: [`Fix: ${much}`],
            checkResults: [much],
          }),
        ),
        output: much,
      },
      port({ state: 'closed', service: null }),
    );
    expect([...draft.title]).toHaveLength(255);
    expect(Buffer.byteLength(draft.summary)).toBeLessThan(65_536);
    expect(Buffer.byteLength(draft.solution)).toBeLessThan(65_536);
    expect(Buffer.byteLength(draft.evidence)).toBeLessThanOrEqual(65_536);
    expect([...draft.checkId].length).toBeLessThanOrEqual(255);
    expect(JSON.stringify(draft)).not.toMatch(/\\u0000|\u202e|\ufffd/);
  });
});

describe('the host name', () => {
  const host = (...hostnames: { name: string; type: string }[]): Observed => ({
    kind: 'host',
    status: 'up',
    statusReason: '',
    hostnames,
    extraPorts: [],
  });

  it('is the given one before the one of reverse resolution', () => {
    const names = [
      { name: 'ptr.example', type: 'PTR' },
      { name: 'given.example', type: 'user' },
    ];
    expect(only(host(...names), port()).hostname).toBe('given.example');
    expect(only(host(names[0] as (typeof names)[0]), port()).hostname).toBe('ptr.example');
    expect(only(port()).hostname).toBe('');
  });

  it('is no part of the identity', () => {
    expect(only(host({ name: 'a', type: 'PTR' }), port()).fingerprint).toBe(only(port()).fingerprint);
  });
});
