import fc from 'fast-check';
import { fingerprint, scriptCheck, type Spot } from './fingerprint';

const spot: Spot = {
  networkId: '0199b6a2-0000-7000-8000-000000000001',
  address: '10.66.0.10',
  protocol: 'tcp',
  port: 22,
  checkId: 'nmap:open-port',
};

describe('the fingerprint', () => {
  it('never changes: it is what the ledger remembers by', () => {
    expect(fingerprint(spot)).toBe('760a819083812a0a6c5346ea00722813b9bf31c868ec7257e9019aa1b00d39d0');
  });

  it('differs when any member does', () => {
    const others: Spot[] = [
      { ...spot, networkId: '0199b6a2-0000-7000-8000-000000000002' },
      { ...spot, address: '10.66.0.11' },
      { ...spot, protocol: 'udp' },
      { ...spot, port: 23 },
      { ...spot, checkId: 'nmap:x' },
    ];
    expect(new Set([spot, ...others].map(fingerprint)).size).toBe(6);
  });

  it('is the same only for the same spot', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\\', '[', '1', ':') });
    const spots = fc.record({
      networkId: text,
      address: text,
      protocol: text,
      port: fc.nat(65_535),
      checkId: text,
    });
    const key = ({ networkId, address, protocol, port, checkId }: Spot): string =>
      [networkId, address, protocol, checkId].map((part) => `${part.length}:${part}`).join() + port;
    fc.assert(
      fc.property(spots, spots, (a, b) => {
        expect(fingerprint(a) === fingerprint(b)).toBe(key(a) === key(b));
      }),
    );
  });
});

describe('the check of a script', () => {
  it('is named by its CVE', () => {
    expect(scriptCheck('http-vuln-cve2017-5638', ['CVE-2017-5638'], 'x')).toBe(
      'nmap:http-vuln-cve2017-5638:CVE-2017-5638',
    );
  });

  it('names every CVE once, in order', () => {
    const check = 'nmap:s:CVE-2014-0001+CVE-2015-0002';
    expect(scriptCheck('s', ['CVE-2015-0002', 'CVE-2014-0001', 'CVE-2015-0002'], 'x')).toBe(check);
  });

  it('is named by the words of its title without one', () => {
    expect(scriptCheck('ssl-dh-params', [], ' Anonymous Diffie-Hellman  (MitM)! ')).toBe(
      'nmap:ssl-dh-params:anonymous-diffie-hellman-mitm',
    );
    expect(scriptCheck('s', [], '!!!')).not.toBe(scriptCheck('s', [], '???'));
  });

  it('fits its column and stays apart when cut', () => {
    const long = 'word '.repeat(100);
    const [a, b] = [scriptCheck('s', [], `${long}a`), scriptCheck('s', [], `${long}b`)];
    expect([...a].length).toBe(255);
    expect(a).not.toBe(b);
    expect(a.slice(0, 200)).toBe(b.slice(0, 200));
  });
});
