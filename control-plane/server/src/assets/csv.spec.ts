import * as fc from 'fast-check';
import { asWritten, csvLine, harmless, isFault, readCsv } from './csv';

const cells = (text: string) => {
  const rows = readCsv(text);
  return isFault(rows) ? rows : rows.map((row) => [row.line, ...row.cells]);
};

describe('CSV', () => {
  it.each([
    ['a,b\r\n1,2\r\n', [[1, 'a', 'b'], [2, '1', '2']]], // prettier-ignore
    ['a,b\n1,2', [[1, 'a', 'b'], [2, '1', '2']]], // prettier-ignore
    ['a\r1\r', [[1, 'a'], [2, '1']]], // prettier-ignore
    ['\ufeffa,b\n', [[1, 'a', 'b']]],
    ['"a ""x"", y",b\n', [[1, 'a "x", y', 'b']]],
    ['"two\r\nlines",b\nc,d', [[1, 'two\r\nlines', 'b'], [3, 'c', 'd']]], // prettier-ignore
    ['a,\n\n,b', [[1, 'a', ''], [3, '', 'b']]], // prettier-ignore
    ['', []],
    ['"open', { line: 1, reason: expect.any(String) as string }],
    ['a\n"x"y\n', { line: 2, reason: expect.any(String) as string }],
    ['a"b', { line: 1, reason: expect.any(String) as string }],
  ])('%j', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('gives back what it was given, and nothing in it begins as a formula does', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(
          fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'=", "''@", ' =', '＝', "'"),
          fc.string(),
        )
        .map(([first, rest]) => first + rest),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (table) => {
        const rows = readCsv(table.map(csvLine).join(''));
        if (isFault(rows)) throw new Error(rows.reason);
        for (const { cells: written } of rows)
          for (const one of written) expect(one).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/u);
        expect(rows.map((row) => row.cells.map(asWritten))).toEqual(table);
      }),
    );
  });

  it('leaves alone what is harmless', () => {
    for (const text of ['', 'web-1', "'quoted'", '10.0.0.1', 'a=b']) expect(harmless(text)).toBe(text);
  });
});
