import { Refusal } from '../platform';
import { MOST_ADDRESSES, resolveTargets, type Scope } from './scope';

const scope: Scope = {
  cidrs: [
    '10.0.0.0/8',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '224.0.0.0/4',
    '2001:db8::/32',
    '::1/128',
    '64:ff9b::/96',
  ],
  allowedSpecialCidrs: ['127.0.0.0/8'],
};

const faults = (targets: string[], where = scope) => {
  const resolved = resolveTargets(targets, where);
  return resolved instanceof Refusal ? resolved.details.map(({ path, code }) => [path, code]) : resolved;
};

describe('the scope of a network', () => {
  it('resolves targets to sorted ranges that hold each address once', () => {
    expect(faults(['10.0.0.9', '10.0.0.0/30', '10.0.0.2-5', '2001:DB8::1', '127.0.0.1'])).toEqual({
      ranges: [
        { first: '10.0.0.0', last: '10.0.0.5' },
        { first: '10.0.0.9', last: '10.0.0.9' },
        { first: '127.0.0.1', last: '127.0.0.1' },
        { first: '2001:db8::1', last: '2001:db8::1' },
      ],
      total: 9,
    });
  });

  it('names every entry at fault and what is wrong with it', () => {
    const targets = [
      '10.0.0.1',
      '192.0.2.1',
      '10.0.0.1/8',
      '127.0.0.1;id',
      'www.example.com',
      '169.254.169.254',
      '224.0.0.1',
      '::1',
      '64:ff9b::7f00:1',
      '-iL /etc/passwd',
      '10.0.0.0/8',
      '2001:db8::/111',
    ];
    expect(faults(targets)).toEqual([
      ['/targets/1', 'outside-network'],
      ['/targets/2', 'host-bits-set'],
      ['/targets/3', 'malformed-target'],
      ['/targets/4', 'host-name-not-supported'],
      ['/targets/5', 'denied-address'],
      ['/targets/6', 'denied-address'],
      ['/targets/7', 'denied-address'],
      ['/targets/8', 'denied-address'],
      ['/targets/9', 'malformed-target'],
      ['/targets/10', 'too-many-targets'],
      ['/targets/11', 'too-many-targets'],
    ]);
  });

  it('refuses a range that only brushes a special one, and says where', () => {
    const wide: Scope = { cidrs: ['0.0.0.0/0', '::/0'], allowedSpecialCidrs: ['127.0.0.0/9'] };
    const said = resolveTargets(['169.253.255.250-169.254.0.0', '127.127.255.255-127.128.0.0'], wide);
    expect(said).toMatchObject({
      status: 422,
      details: [
        { code: 'denied-address', reason: expect.stringMatching(/^169\.254\.0\.0 is link-local/) as string },
        { code: 'denied-address', reason: expect.stringMatching(/^127\.128\.0\.0 is loopback/) as string },
      ],
    });
    expect(faults(['127.127.255.250-127.127.255.255'], wide)).toMatchObject({ total: 6 });
  });

  it.each([
    '0.0.0.0',
    '255.255.255.255',
    '100.100.100.200',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '::',
    '2002:7f00:1::',
  ])('denies %s even where everything else may be scanned', (target) => {
    const everything: Scope = { cidrs: ['0.0.0.0/0', '::/0'], allowedSpecialCidrs: [] };
    expect(faults([target], everything)).toEqual([['/targets/0', 'denied-address']]);
  });

  it('caps the addresses of all entries together', () => {
    expect(faults(['10.0.0.0/12'])).toMatchObject({ total: MOST_ADDRESSES });
    expect(faults(['10.0.0.0/12', '10.16.0.0'])).toEqual([['/targets', 'too-many-targets']]);
    expect(faults(['2001:db8::/112'])).toMatchObject({ total: 65_536 });
  });

  it.each([
    ['1.2.3', 'ambiguous-address'],
    ['999.1.1.1', 'malformed-target'],
    ['0x7f.0x1', 'ambiguous-address'],
    ['0x7f000001', 'ambiguous-address'],
    ['010.0.0.0/8', 'ambiguous-address'],
    ['::ffff:10.0.0.1', 'ambiguous-address'],
    ['10.0.0.1:80', 'malformed-target'],
    ['a..b', 'malformed-target'],
    ['*', 'malformed-target'],
    ['http://10.0.0.1/', 'malformed-target'],
  ])('takes %s for %s, not for a name', (target, code) => {
    expect(faults([target])).toEqual([['/targets/0', code]]);
  });
});
