import { NO_BREACH, runCourse } from './courses';

/** lost_after of the runner's quick timings. */
const LOST_AFTER_MS = 4_000;

it(
  'a cancel with living agents is final within 30 s, with tools that do not hear TERM',
  async () => {
    const report = await runCourse('cancels');
    expect({ breaches: report.breaches, examples: report.examples }).toEqual({
      breaches: NO_BREACH,
      examples: [],
    });
    expect(report.orders.cancel).toBeGreaterThan(20);
    expect(report.cancelMostMs).toBeLessThan(30_000);
  },
  15 * 60_000,
);

it(
  'a cancel with agents that stand still is final within lost_after + 30 s',
  async () => {
    const report = await runCourse('cancels-of-the-dead');
    expect({ breaches: report.breaches, examples: report.examples }).toEqual({
      breaches: NO_BREACH,
      examples: [],
    });
    expect(report.orders.cancel).toBeGreaterThan(20);
    expect(report.cancelMostMs).toBeLessThan(LOST_AFTER_MS + 30_000);
  },
  15 * 60_000,
);
