import fc from 'fast-check';
import { isRefusal } from '../errors';
import { allowedRanges, destinationOf, hostOf, reachOf } from './destination';

const none = allowedRanges([]);
const loopback = allowedRanges(['127.0.0.0/8', '::1/128']);

describe('an address', () => {
  it.each([
    ...['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700:4700::1111', '2a00::1'],
    ...['::ffff:8.8.8.8'],
  ])('%s is public', (address) => expect(reachOf(address, none)).toBe('public'));

  it.each([
    ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '192.0.0.1', '198.18.0.1', '192.0.2.1', '203.0.113.9', '224.0.0.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1'],
    ...['::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1'],
    ...['2002:7f00:1::', '2001::1', '2001:db8::1', '100::1', '4000::1', 'localhost', '', '127.1', '1.2.3'],
  ])('%s is denied', (address) => expect(reachOf(address, none)).toBe('denied'));

  it('is allowed where the operator says so, and nowhere else', () => {
    expect(reachOf('127.0.0.1', loopback)).toBe('allowed');
    expect(reachOf('::ffff:127.0.0.1', loopback)).toBe('allowed');
    expect(reachOf('::1', loopback)).toBe('allowed');
    expect(reachOf('10.0.0.1', loopback)).toBe('denied');
    expect(() => allowedRanges(['10.0.0.0/8', '10.0.0.0'])).toThrow('10.0.0.0 is no CIDR');
  });

  it('of private IPv4 is denied in every way that IPv6 writes it', () => {
    const byte = fc.nat(255);
    fc.assert(
      fc.property(fc.constantFrom(10, 127), byte, byte, byte, (a, b, c, d) => {
        const hex = [(a << 8) | b, (c << 8) | d].map((part) => part.toString(16)).join(':');
        for (const text of [`::ffff:${a}.${b}.${c}.${d}`, `::ffff:${hex}`, `::${hex}`, `64:ff9b::${hex}`]) {
          expect([text, reachOf(text, none)]).toEqual([text, 'denied']);
        }
        expect(reachOf(`2002:${hex}::1`, none)).toBe('denied');
      }),
    );
  });
});

describe('a webhook’s URL', () => {
  const codeOf = (text: string, allowed = none): string => {
    const url = destinationOf(text, allowed);
    return isRefusal(url) ? url.code : 'accepted';
  };

  it.each([
    ['https://example.com/hook?x=1', 'accepted'],
    ['https://example.com:8443/', 'accepted'],
    ['https://8.8.8.8/', 'accepted'],
    ['http://example.com/', 'https-required'],
    ['ftp://example.com/', 'malformed-url'],
    ['file:///etc/passwd', 'malformed-url'],
    ['javascript:alert(1)', 'malformed-url'],
    ['example.com', 'malformed-url'],
    ['', 'malformed-url'],
    ['https://', 'malformed-url'],
    ['https://user@example.com/', 'url-with-password'],
    ['https://user:word@example.com/', 'url-with-password'],
    ['https://example.com/#x', 'malformed-url'],
    ['https://127.0.0.1/', 'address-not-public'],
    ['https://2130706433/', 'address-not-public'],
    ['https://0x7f.1/', 'address-not-public'],
    ['https://0177.0.0.1/', 'address-not-public'],
    ['https://127.1/', 'address-not-public'],
    ['https://１２７.0.0.1/', 'address-not-public'],
    ['https://[::1]/', 'address-not-public'],
    ['https://[::ffff:7f00:1]/', 'address-not-public'],
    ['https://[::ffff:169.254.169.254]/', 'address-not-public'],
    ['https://169.254.169.254/latest/meta-data', 'address-not-public'],
  ])('%s is %s', (text, code) => expect(codeOf(text)).toBe(code));

  it('may be http only where the operator allows it', () => {
    expect(codeOf('http://127.0.0.1:8080/', loopback)).toBe('accepted');
    expect(codeOf('http://8.8.8.8/', loopback)).toBe('https-required');
    expect(codeOf('https://10.0.0.1/', loopback)).toBe('address-not-public');
  });

  it('is judged by the host that is called', () => {
    expect(hostOf(new URL('https://[2606:4700::1]:8443/'))).toBe('2606:4700::1');
  });
});
