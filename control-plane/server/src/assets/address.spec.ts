import { canonicalAddress, formatAddress, isMalformed, parseAddress } from './address';

describe('addresses', () => {
  // The pairs of RFC 5952 §1 and §4, and some of its own.
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:DB8:AAAA::', '2001:db8:aaaa::'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['0:0:0:1:0:0:0:0', '0:0:0:1::'],
  ])('%s is %s', (given, canonical) => {
    expect(canonicalAddress(given)).toBe(canonical);
    expect(canonicalAddress(canonical)).toBe(canonical);
  });

  it.each([
    '',
    ' ',
    '1.2.3',
    '1.2.3.4.5',
    '127.1',
    '256.0.0.1',
    '010.0.0.1',
    '1.2.3.04',
    '0x7f.0.0.1',
    '2130706433',
    '1.2.3.4 ',
    '1.2.3.4\n',
    '١.2.3.4',
    ':::',
    '1::2::3',
    '12345::',
    'fe80::1%eth0',
    '::ffff:1.2.3.4',
    '::ffff:102:304',
    '64:ff9b::1.2.3.4',
    '[::1]',
    'localhost',
    '127.0.0.1;id',
  ])('%j is refused', (text) => {
    const address = parseAddress(text);
    expect(isMalformed(address) && address.code).toBe('malformed-target');
    expect(canonicalAddress(text)).toBeUndefined();
  });

  it('come back from their number', () => {
    for (const value of [0n, 1n, 0xc0000201n, 0xffffffffn]) {
      const text = formatAddress({ family: 4, value });
      expect(parseAddress(text)).toEqual({ family: 4, value });
    }
    for (const value of [0n, 1n, (1n << 128n) - 1n, 0x20010db8n << 96n]) {
      const text = formatAddress({ family: 6, value });
      expect(parseAddress(text)).toEqual({ family: 6, value });
    }
  });
});
