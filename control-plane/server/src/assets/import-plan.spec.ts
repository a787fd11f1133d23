import * as fc from 'fast-check';
import { UNKNOWN_POWER } from './asset-power';
import type { AssetRecord } from './asset-rows';
import { planImport, readRow, type ReadRow } from './import-plan';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const asset = (n: number, externalId: string | null, ...addresses: string[]): AssetRecord => ({
  ...{
    id: id(n),
    networkId: id(0),
    name: `asset ${n}`,
    hostName: '',
    os: '',
    externalId,
    addresses,
    tags: [],
  },
  ...{ ...UNKNOWN_POWER, createdAt: new Date(0), updatedAt: new Date(0), version: 1 },
});
const present = (...assets: AssetRecord[]) => new Map(assets.map((one) => [one.id, one]));
const rows = (...fields: object[]) =>
  fields.map((one, index) => readRow({ at: index + 1, fields: one }) as ReadRow);
const outcomes = (...[given, there]: [object[], AssetRecord[]]) =>
  planImport(rows(...given), present(...there)).map((row) =>
    'fault' in row ? row.fault.code : [row.outcome, row.present?.id ?? null],
  );

describe('an import', () => {
  it('finds assets by id, external id and address', () => {
    const there = [asset(1, 'a', '10.0.0.1'), asset(2, null, '10.0.0.2'), asset(3, null, '10.0.0.3')];
    expect(
      outcomes(
        [
          { id: id(1), name: 'new name' },
          { externalId: 'b', addresses: ['10.0.0.2'] },
          { addresses: ['10.0.0.3'] },
          { hostName: 'new.example.com' },
        ],
        there,
      ),
    ).toEqual([
      ['updated', id(1)],
      ['updated', id(2)],
      ['unchanged', id(3)],
      ['created', null],
    ]);
  });

  it('follows a machine whose address changed, and takes the one that got it for another', () => {
    const there = [asset(1, 'a', '10.0.0.1')];
    const moved = { externalId: 'a', addresses: ['10.0.0.9'] };
    const other = { externalId: 'b', addresses: ['10.0.0.1'] };
    for (const given of [
      [moved, other],
      [other, moved],
    ])
      expect(outcomes(given, there).sort()).toEqual([
        ['created', null],
        ['updated', id(1)],
      ]);
    expect(outcomes([other], there)).toEqual(['address-taken']);
  });

  it('lets machines swap their addresses', () => {
    const there = [asset(1, 'a', '10.0.0.1'), asset(2, 'b', '10.0.0.2')];
    const given = [
      { externalId: 'a', addresses: ['10.0.0.2'] },
      { externalId: 'b', addresses: ['10.0.0.1'] },
    ];
    expect(outcomes(given, there)).toEqual([
      ['updated', id(1)],
      ['updated', id(2)],
    ]);
  });

  it('refuses with the first also who was promised what the first now keeps', () => {
    const there = [asset(1, 'a', '10.0.0.1'), asset(2, 'b', '10.0.0.2'), asset(3, 'c', '10.0.0.3')];
    const given = [
      { externalId: 'b', addresses: ['10.0.0.1'] },
      { externalId: 'a', addresses: ['10.0.0.3'] },
    ];
    expect(outcomes(given, there)).toEqual(['address-taken', 'address-taken']);
  });

  it.each([
    ['another’s external id', { id: id(1), externalId: 'b' }, 'external-id-taken'],
    ['another external id', { id: id(1), externalId: 'z' }, 'identity-fixed'],
    ['an id that is not there', { id: id(9), name: 'x' }, 'no-such-asset'],
    ['addresses of two', { addresses: ['10.0.0.1', '10.0.0.2'] }, 'ambiguous'],
    ['nothing', {}, 'required'],
  ])('refuses %s', (_, row, code) => {
    expect(outcomes([row], [asset(1, 'a', '10.0.0.1'), asset(2, 'b', '10.0.0.2')])).toEqual([code]);
  });

  it('refuses an asset that is there twice', () => {
    expect(outcomes([{ externalId: 'a' }, { externalId: 'a' }, { externalId: 'A' }], [])).toEqual([
      ['created', null],
      'duplicate-row',
      ['created', null],
    ]);
  });

  it.each([
    [{ addresses: ['010.0.0.1'] }, '/addresses/0', 'ambiguous-address'],
    [{ addresses: ['::ffff:10.0.0.1'] }, '/addresses/0', 'ambiguous-address'],
    [{ addresses: ['10.0.0.1', '10.0.0.1'] }, '/addresses/1', 'duplicate'],
    [{ addresses: '10.0.0.1' }, '/addresses', 'wrong-type'],
    [{ name: 'a\nb' }, '/name', 'control-character'],
    [{ name: 7 }, '/name', 'wrong-type'],
    [{ name: ' a' }, '/name', 'malformed'],
    [{ hostName: '0x7f.1' }, '/hostName', 'malformed'],
    [{ tags: ['a;b'] }, '/tags/0', 'malformed'],
    [{ colour: 'red' }, '/colour', 'unknown-field'],
    [{ ['__proto__x']: 1 }, '/__proto__x', 'unknown-field'],
    [{ id: 'x' }, '/id', 'malformed'],
  ])('%j is refused at its field', (fields, path, code) => {
    expect(readRow({ at: 1, fields })).toMatchObject({ fault: { path, code } });
  });

  it('never gives an address to two assets, nor an asset another external id', () => {
    const address = fc.integer({ min: 1, max: 8 }).map((n) => `10.0.0.${n}`);
    const external = fc.constantFrom('a', 'b', 'c', 'd');
    const there = fc
      .uniqueArray(address, { maxLength: 6 })
      .map((all) => all.map((one, n) => asset(n + 1, n % 2 ? 'abcd'[n]! : null, one)));
    const row = fc.record(
      { externalId: external, addresses: fc.uniqueArray(address, { maxLength: 3 }), name: fc.constant('x') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(there, fc.array(row, { maxLength: 8 }), (assets, given) => {
        const after = new Map(assets.map((one) => [one.id, one.addresses]));
        planImport(rows(...given), present(...assets)).forEach((planned, n) => {
          if ('fault' in planned) return;
          after.set(planned.present?.id ?? `new ${n}`, planned.content.addresses);
          if (planned.present?.externalId)
            expect(planned.content.externalId).toBe(planned.present.externalId);
        });
        const all = [...after.values()].flat();
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
