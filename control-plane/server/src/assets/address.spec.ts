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
    '1.2.3.4.5',
    '256.0.0.1',
    '1.2.3.',
    '1.2.3.4 ',
    '1.2.3.4\n',
    '١.2.3.4',
    ':::',
    '1::2::3',
    '12345::',
    'fe80::1%eth0',
    '[::1]',
    'localhost',
    '127.0.0.1;id',
  ])('%j is refused', (text) => {
    const address = parseAddress(text);
    expect(isMalformed(address) && address.code).toBe('malformed-target');
    expect(canonicalAddress(text)).toBeUndefined();
  });

  it.each([
    '1.2.3',
    '127.1',
    '2130706433',
    '010.0.0.1',
    '1.2.3.04',
    '0300.0.2.1',
    '0x7f.0.0.1',
    '0x7f000001',
    '0X7F.1',
    '127.0x0.0.1',
    '::ffff:1.2.3.4',
    '::ffff:102:304',
    '0:0:0:0:0:FFFF:7f00:1',
    '64:ff9b::1.2.3.4',
    '::127.0.0.1',
  ])('%j could mean another address and is refused', (text) => {
    const address = parseAddress(text);
    expect(isMalformed(address) && address.code).toBe('ambiguous-address');
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
