import fc from 'fast-check';
import { portList, portRanges } from './port-list';

describe('a list of ports', () => {
  it('is read as nmap writes it', () => {
    expect(portList('1,3-4,6-7,9')).toEqual([
      { first: 1, last: 1 },
      { first: 3, last: 4 },
      { first: 6, last: 7 },
      { first: 9, last: 9 },
    ]);
    expect(portList('9,1-3,2-5')).toEqual([
      { first: 1, last: 5 },
      { first: 9, last: 9 },
    ]);
  });

  it.each(['', 'x', '1,,2', '7-', '-7', '9-1', '65536', '1;2', ' 1', '1-2-3', `${'1,'.repeat(9_000)}1`])(
    'that is none (%s) tells nothing',
    (text) => {
      expect(portList(text)).toEqual([]);
    },
  );

  it('has a protocol that ports can have', () => {
    expect(portRanges('tcp', '80')).toEqual([{ protocol: 'tcp', ranges: [{ first: 80, last: 80 }] }]);
    expect(portRanges('icmp', '80')).toEqual([]);
    expect(portRanges(undefined, '80')).toEqual([]);
  });

  it('holds exactly the ports that are in it', () => {
    const range = fc
      .tuple(fc.nat(300), fc.nat(300))
      .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 20 }), (ranges) => {
        const text = ranges
          .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
          .join();
        const read = portList(text);
        const within = (list: typeof ranges, port: number) =>
          list.some(({ first, last }) => port >= first && port <= last);
        for (let port = 0; port <= 301; port++) expect(within(read, port)).toBe(within(ranges, port));
      }),
    );
  });
});
