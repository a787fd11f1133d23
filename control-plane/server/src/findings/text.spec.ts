import fc from 'fast-check';
import { firstBytes, firstCodePoints, line, paragraph, tail } from './text';

describe('words from strangers', () => {
  it('lose control characters, all but newline and tab', () => {
    expect(paragraph('a\u0000b\u001b[31mc\u0007\td\r\ne\rf\u009b', 100)).toBe('ab[31mc\td\ne\nf');
    expect(line('a\nb\tc\u0000d\r\n\u2028 e', 100)).toBe('a b cd e');
  });

  it('lose marks that turn the direction, and lone surrogates, but not other scripts', () => {
    expect(line('safe\u202egnp.exe\u2066 \ud800x\udc00', 100)).toBe('safegnp.exe x');
    expect(line('日本語 العربية 😀', 100)).toBe('日本語 العربية 😀');
  });

  it('are cut by code points, never within a pair', () => {
    expect(firstCodePoints('😀😀😀', 2)).toBe('😀😀');
    expect(firstCodePoints('a😀b', 2)).toBe('a😀');
    expect(firstCodePoints('abc', 3)).toBe('abc');
    expect(line(`${'x'.repeat(254)}😀😀`, 255)).toBe(`${'x'.repeat(254)}😀`);
  });

  it('are cut from the end without splitting a pair', () => {
    expect(tail('ab😀', 2)).toBe('😀');
    expect(tail('ab😀c', 2)).toBe('c');
    expect(tail('abc', 5)).toBe('abc');
  });

  it('are cut by bytes without splitting a character', () => {
    expect(firstBytes('ééé', 5)).toBe('éé');
    expect(firstBytes('😀😀', 7)).toBe('😀');
    expect(firstBytes('aé', 3)).toBe('aé');
    expect(Buffer.byteLength(firstBytes('語'.repeat(50_000), 65_536))).toBe(65_535);
  });

  it('are the same whether they took the short way for plain text or not', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', '~', 'b c'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (plain, most) => {
        expect(line(plain, most)).toBe(line(`${plain}\u0000`, most));
        expect(paragraph(plain, most)).toBe(paragraph(`\u0000${plain}`, most));
      }),
    );
  });
});
