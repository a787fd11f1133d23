import type { Order } from '../clients';
import type { Mark } from '../marks';
import { SERVED, Services } from '../services';
import type { SliceHistoryRow, Tables } from '../tables';
import { check, type Evidence } from '.';

const TARGET = '127.9.1.1';
const SCAN = 'scan-1';
const SLICE = 'slice-1';

const step = (id: number, from: string | null, to: string, cause: string, at: number) => ({
  ...{ id, scanId: SCAN, from, to, cause, actor: 'spec', reason: '', at },
});
const sliceStep = (...step4: Parameters<typeof step>): SliceHistoryRow => ({
  ...step(...step4),
  sliceId: SLICE,
  epoch: 1,
});

/** One scan of one target with one open port, as it should be. */
function sound(): Evidence & { tables: { -readonly [Key in keyof Tables]: Tables[Key] } } {
  const triple = { scanId: SCAN, sliceId: SLICE, epoch: 1, run: 1, address: TARGET };
  const tables: Tables = {
    scans: [{ id: SCAN, state: 'Finished', reason: '', processed: 1, outcome: 'complete', rerunOf: null }],
    slices: [{ id: SLICE, scanId: SCAN, profile: 0, state: 'Done', epoch: 1 }],
    targets: [{ scanId: SCAN, profile: 0, address: TARGET, sliceId: SLICE }],
    dispositions: [
      {
        ...triple,
        ...{ profile: 0, kind: 'scanned', reason: '', rowCount: 1, agentId: 'agent-1' },
        ...{ at: 300, lookedAt: 250, loadedAt: 500 },
      },
    ],
    observations: [{ ...triple, kind: 'port', body: '{"port":7001,"state":"open"}' }],
    scanHistory: [
      step(1, null, 'Queued', 'started', 100),
      step(2, 'Queued', 'Running', 'first claim', 150),
      step(3, 'Running', 'Loading', 'all slices final', 400),
      step(4, 'Loading', 'Finished', 'everything committed equals the agents’ counts', 450),
    ],
    sliceHistory: [
      sliceStep(1, null, 'Queued', 'planned', 100),
      sliceStep(2, 'Queued', 'Running', 'claimed', 150),
      sliceStep(3, 'Running', 'Done', 'finished', 400),
    ],
    findings: [
      {
        ...{ id: 'finding-1', checkId: 'nmap:open-port', address: TARGET, port: 7001, timesSeen: 1 },
        ...{ state: 'New', lastSeenAt: 250, lastScanId: SCAN, fixedScanId: null },
      },
    ],
    sightings: [{ scanId: SCAN, findingId: 'finding-1' }],
  };
  const told = { kind: 'scanned', open: [7001] } as const;
  const mark: Mark = {
    ...{ address: TARGET, run: `${SLICE}.1`, agent: 'agent-1', told },
    ...{ startedAt: 200, toldAt: 240, endedAt: 250, goneAt: 255 },
  };
  const start: Order = {
    ...{ command: 'start', scanId: SCAN, status: 202, code: '', askedAt: 90, answeredAt: 101, tries: 1 },
  };
  return { tables: { ...tables }, marks: [mark], orders: [start], services: new Services(1), strict: false };
}

const first = <Row>(rows: readonly Row[]): Row => rows[0]!;
/** Kinds of the breaches that are found when the evidence is altered so. */
const found = (alter: (evidence: ReturnType<typeof sound>) => Partial<Evidence>): string[] => {
  const evidence = sound();
  return [...new Set(check({ ...evidence, ...alter(evidence) }).map(({ kind }) => kind))].sort();
};
const tables = (evidence: ReturnType<typeof sound>, changed: Partial<Tables>): Partial<Evidence> => ({
  tables: { ...evidence.tables, ...changed },
});

describe('the checker of the promise runner', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(found(() => ({}))).toEqual([]);
  });

  it('finds a target without result, and a result that the target never gave', () => {
    expect(
      found((e) => tables(e, { dispositions: [], observations: [], sightings: [], findings: [] })),
    ).toEqual(['lost']);
    expect(found((e) => tables(e, { observations: [] }))).toContain('lost');
    expect(
      found((e) => tables(e, { observations: [...e.tables.observations, ...e.tables.observations] })),
    ).toContain('doubled');
    expect(found((e) => ({ marks: [{ ...first(e.marks), told: { kind: 'down' } }] }))).toEqual(['untrue']);
    expect(found(() => ({ marks: [] }))).toEqual(['untrue']);
  });

  it('finds findings that were not drawn, drawn too often, or have the wrong life', () => {
    expect(found((e) => tables(e, { sightings: [] }))).toContain('lost');
    expect(found((e) => tables(e, { sightings: [...e.tables.sightings, ...e.tables.sightings] }))).toContain(
      'doubled',
    );
    const finding = (e: ReturnType<typeof sound>, changed: object) =>
      tables(e, { findings: [{ ...first(e.tables.findings), ...changed }] });
    expect(found((e) => finding(e, { timesSeen: 2 }))).toContain('doubled');
    expect(found((e) => finding(e, { state: 'Fixed', fixedScanId: SCAN }))).toEqual(['lifecycle']);
    expect(found((e) => finding(e, { port: 7002, lastSeenAt: 10 }))).toContain('lifecycle');
  });

  it('finds moves that are not in the tables, and fences that did not move with them', () => {
    const history = (e: ReturnType<typeof sound>) => e.tables.scanHistory;
    expect(found((e) => tables(e, { scanHistory: history(e).slice(0, 3) }))).toEqual(['illegal']);
    expect(found((e) => tables(e, { scanHistory: history(e).filter(({ id }) => id !== 3) }))).toEqual([
      'illegal',
    ]);
    expect(found((e) => tables(e, { slices: [{ ...first(e.tables.slices), epoch: 2 }] }))).toEqual([
      'illegal',
    ]);
  });

  it('finds a target that two look at, or that is looked at again', () => {
    const again = (changed: Partial<Mark>) => (e: ReturnType<typeof sound>) => ({
      marks: [first(e.marks), { ...first(e.marks), agent: 'agent-2', ...changed }],
    });
    expect(found(again({ startedAt: 254, run: `${SLICE}.2` }))).toContain('overlap');
    expect(found(again({ startedAt: 310, run: `${SLICE}.2` }))).toContain('repeated');
    expect(found(again({ startedAt: 260 }))).toContain('repeated');
  });

  it('finds a cancel that was accepted and did not end so', () => {
    expect(found((e) => ({ orders: [...e.orders, { ...first(e.orders), command: 'cancel' }] }))).toEqual([
      'after cancel',
    ]);
  });

  it('finds starts that were lost, doubled, or made without an answer', () => {
    expect(found(() => ({ orders: [] }))).toEqual(['start']);
    expect(found((e) => ({ orders: [...e.orders, { ...first(e.orders), scanId: 'scan-2' }] }))).toEqual([
      'start',
    ]);
    expect(found((e) => ({ orders: [...e.orders, ...e.orders] }))).toEqual(['start']);
  });

  it('finds scans that do not come to rest', () => {
    const scan = (e: ReturnType<typeof sound>, changed: object) => ({
      scans: [{ ...first(e.tables.scans), ...changed }],
    });
    expect(found((e) => tables(e, scan(e, { processed: 0 })))).toContain('stuck');
  });

  it('finds services that the real tool was believed to have missed, and visits that nobody had ordered', async () => {
    const services = new Services(1);
    await services.listen();
    const served = Array.from({ length: SERVED.count }, (_, index) => `${SERVED.prefix}${index + 1}`).find(
      (address) => (services.openAt(address)?.length ?? 0) > 0,
    )!;
    await services.stop();
    const at = <Row extends { address: string }>(rows: readonly Row[]) =>
      rows.map((row) => ({ ...row, address: served }));
    const real = (e: ReturnType<typeof sound>, open: readonly number[]): Partial<Evidence> => ({
      services,
      marks: [],
      tables: {
        ...e.tables,
        ...{ targets: at(e.tables.targets), sightings: [], findings: [] },
        scans: [{ ...first(e.tables.scans), processed: 1 }],
        dispositions: at(e.tables.dispositions).map((row) => ({ ...row, rowCount: open.length })),
        observations: open.map((port) => ({
          ...first(at(e.tables.observations)),
          body: JSON.stringify({ port, state: 'open' }),
        })),
      },
    });
    const there = services.openAt(served)!;
    expect(found((e) => real(e, there))).toEqual(['lost']);
    expect(found((e) => real(e, there.slice(1)))).toContain('untrue');
    services.visits.push({ address: served, at: 300 });
    expect(found((e) => real(e, there))).toEqual(['lost']);
    services.visits.push({ address: served, at: 5_000 });
    expect(found((e) => real(e, there))).toContain('after cancel');
  });
});
