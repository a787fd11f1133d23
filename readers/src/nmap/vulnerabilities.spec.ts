import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScriptVulnerability } from './observation';
import { NmapReader } from './reader';
import { vulnerabilitiesOf } from './vulnerabilities';

function found(
  sample: string,
): { script: string; port: number | null; vulnerability: ScriptVulnerability }[] {
  const bytes = readFileSync(join(__dirname, '../../fixtures/nmap', sample));
  return [...new NmapReader().feed(bytes)].flatMap((event) =>
    event.kind !== 'host'
      ? []
      : event.host.observations.flatMap((one) =>
          one.kind !== 'script'
            ? []
            : one.vulnerabilities.map((vulnerability) => ({ script: one.id, port: one.port, vulnerability })),
        ),
  );
}

it('reads the tables of the vulns library', () => {
  const all = found('vuln-category.xml');
  expect(
    all.find((one) => one.script === 'http-vuln-cve2011-3192' && one.port === 80)?.vulnerability,
  ).toEqual({
    key: 'CVE-2011-3192',
    title: 'Apache byterange filter DoS',
    state: 'VULNERABLE',
    ids: ['BID:49303', 'CVE:CVE-2011-3192'],
    scores: {},
    riskFactor: null,
    description:
      'The Apache web server is vulnerable to a denial of service attack when numerous\noverlapping byte ranges are requested.',
    disclosed: '2011-08-19',
    checkResults: [],
    exploitResults: [],
    extraInfo: [],
    references: [
      'https://cve.mitre.org/cgi-bin/cvename.cgi?name=CVE-2011-3192',
      'https://seclists.org/fulldisclosure/2011/Aug/175',
      'https://www.securityfocus.com/bid/49303',
      'https://www.tenable.com/plugins/nessus/55976',
    ],
  });
});

it('tells several of one script apart', () => {
  const groups = found('vuln-category.xml').filter(
    (one) => one.script === 'ssl-dh-params' && one.port === 443,
  );
  expect(groups.map((one) => [one.vulnerability.title, one.vulnerability.state])).toEqual([
    ['Anonymous Diffie-Hellman Key Exchange MitM Vulnerability', 'VULNERABLE'],
    ['Diffie-Hellman Key Exchange Insufficient Group Strength', 'VULNERABLE'],
    ['Diffie-Hellman Key Exchange Incorrectly Generated Group Parameters', 'LIKELY VULNERABLE'],
  ]);
  for (const { vulnerability } of groups) expect(vulnerability.checkResults.join()).toMatch(/GROUP 1/);
});

it('takes the risk factor from the text', () => {
  const output = [
    '',
    '  VULNERABLE:',
    '  One',
    '    State: VULNERABLE (Exploitable)',
    '    IDs:  CVE:CVE-2014-0160',
    '    Risk factor: High',
    '      words',
    '',
    '  Two',
    '    State: VULNERABLE',
    '    Risk factor: Low  CVSSv2: 2.1 (LOW)',
    '',
  ].join('\n');
  const table = {
    'NMAP-1': { title: 'Two', state: 'VULNERABLE', scores: { CVSSv2: '2.1 (LOW)' }, disclosure: '2014-4-7' },
    'CVE-2014-0160': {
      title: 'One',
      state: 'VULNERABLE (Exploitable)',
      ids: ['CVE:CVE-2014-0160'],
      description: 'a',
    },
  };
  expect(vulnerabilitiesOf(table, output)).toMatchObject([
    { key: 'NMAP-1', riskFactor: 'LOW', scores: { CVSSv2: '2.1 (LOW)' }, disclosed: '2014-04-07' },
    { key: 'CVE-2014-0160', riskFactor: 'HIGH', scores: {}, description: 'a' },
  ]);
});

it('reads the text where nmap wrote no tables yet', () => {
  expect(found('vulns-text-only.xml').map((one) => one.vulnerability)).toEqual([
    {
      key: 'CVE-2007-6750',
      title: 'Slowloris DOS attack',
      state: 'VULNERABLE',
      ids: ['CVE:CVE-2007-6750', 'OSVDB:1'],
      scores: { CVSSv2: '7.8 (HIGH) (AV:N/AC:L/Au:N/C:N/I:N/A:C)' },
      riskFactor: 'HIGH',
      description: 'Keeps many connections open.',
      disclosed: '2009-09-17',
      checkResults: [],
      exploitResults: [],
      extraInfo: ['half open'],
      references: [
        'http://cve.mitre.org/cgi-bin/cvename.cgi?name=CVE-2007-6750',
        'http://ha.ckers.org/slowloris/',
      ],
    },
    expect.objectContaining({ key: '', title: 'Second thing', references: ['http://example.test/two'] }),
  ]);
});

it.each([
  ['a list', ['title', 'state']],
  ['text', 'VULNERABLE'],
  [
    'tables of another kind',
    { a: { title: 'x' }, b: ['y'], c: 'z', d: { title: ['x'], state: 'VULNERABLE' } },
  ],
])('finds nothing in %s', (_what, structured) => {
  expect(vulnerabilitiesOf(structured, 'State: fine')).toEqual([]);
});

it.each(['2014-13-01', '2014-02-30', 'soon', '2014-1'])('%s is no day', (disclosure) => {
  expect(
    vulnerabilitiesOf({ k: { title: 't', state: 'VULNERABLE', disclosure } }, '')[0]?.disclosed,
  ).toBeNull();
});
