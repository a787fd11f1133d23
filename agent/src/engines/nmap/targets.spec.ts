import { canonicalAddress } from '@scanfleet/readers';
import fc from 'fast-check';
import { family, targetInput } from './targets';

describe('targets on standard input', () => {
  it('are one a line', () => {
    expect(targetInput(['127.0.0.1', '10.0.0.2'])).toEqual({
      kind: 'input',
      family: 4,
      stdin: '127.0.0.1\n10.0.0.2\n',
    });
    expect(targetInput(['::1', '2001:db8::7'])).toEqual({
      kind: 'input',
      family: 6,
      stdin: '::1\n2001:db8::7\n',
    });
  });

  it.each([
    ['--script=x'],
    ['-iL /etc/passwd'],
    ['127.0.0.1;id'],
    ['127.0.0.1\n-iR 10'],
    ['127.0.0.1 '],
    ['10.0.0.0/8'],
    ['10.0.0.1-9'],
    ['010.0.0.1'],
    ['127.1'],
    ['0x7f.0.0.1'],
    ['localhost'],
    ['2001:DB8::7'],
    ['2001:db8:0::7'],
    ['fe80::1%eth0'],
    ['fe80::1%-iL'],
    [''],
  ])('refuse %j', (target) => {
    expect(targetInput(['127.0.0.1', target])).toMatchObject({ kind: 'refused', code: 'not-canonical' });
  });

  it('refuse both families, the same twice, and none', () => {
    expect(targetInput(['127.0.0.1', '::1'])).toMatchObject({ kind: 'refused', code: 'mixed-families' });
    expect(targetInput(['127.0.0.1', '127.0.0.1'])).toMatchObject({ kind: 'refused', code: 'duplicate' });
    expect(targetInput([])).toMatchObject({ kind: 'refused', code: 'no-targets' });
    expect(family([])).toBeNull();
  });

  it('never hold anything but addresses', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.ipV4Extended()), { maxLength: 4 }),
        (targets) => {
          const input = targetInput(targets);
          if (input.kind === 'input') expect(input.stdin).toMatch(/^([0-9.]+\n)+$|^([0-9a-f:.]+\n)+$/);
        },
      ),
    );
  });
});

it('a canonical address is its own canonical form', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      const canonical = canonicalAddress(address);
      if (canonical !== null) expect(canonicalAddress(canonical)).toBe(canonical);
    }),
  );
  expect(canonicalAddress('2001:DB8:0:0:0::7')).toBe('2001:db8::7');
});
