import { NO_BREACH, runCourse } from './courses';

it(
  '200 pauses at random moments repeat no finished target',
  async () => {
    const report = await runCourse('pauses');
    expect({ breaches: report.breaches, examples: report.examples }).toEqual({
      breaches: NO_BREACH,
      examples: [],
    });
    expect(report.orders.pause).toBeGreaterThanOrEqual(200);
  },
  15 * 60_000,
);
