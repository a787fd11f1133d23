import fc from 'fast-check';
import { inStatements, type ObservedPart } from './observation-rows';

describe('observations in statements', () => {
  const observation = fc.record({
    kind: fc.constant('port'),
    body: fc.string({ minLength: 1, maxLength: 9 }),
  });
  const part: fc.Arbitrary<ObservedPart> = fc.record({
    address: fc.ipV4(),
    run: fc.nat(3),
    firstOrdinal: fc.nat(100),
    observations: fc.array(observation, { maxLength: 12 }),
  });
  const rows = (parts: readonly ObservedPart[]) =>
    parts.flatMap(({ address, run, firstOrdinal, observations }) =>
      observations.map(({ body }, at) => [address, run, firstOrdinal + at, body]),
    );

  it('are all there, in their order, each statement as large as it may be and never empty', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), (parts, most) => {
        const groups = [...inStatements(parts, most)];
        expect(rows(groups.flat())).toEqual(rows(parts));
        const bodies = groups.map((group) => rows(group).map(([, , , body]) => String(body).length));
        const sums = bodies.map((lengths) => lengths.reduce((sum, length) => sum + length, 0));
        bodies.forEach((lengths, at) => {
          expect(lengths.length).toBeGreaterThan(0);
          if (lengths.length > 1) expect(sums[at]).toBeLessThanOrEqual(most);
          // The first of the next would not have gone into this one.
          const next = bodies[at + 1]?.[0];
          if (next !== undefined) expect(sums[at]! + next).toBeGreaterThan(most);
        });
      }),
      { numRuns: 500 },
    );
  });
});
