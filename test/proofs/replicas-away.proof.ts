import { NO_BREACH, runCourse } from './courses';

it(
  'nothing is lost, doubled or stuck',
  async () => {
    const report = await runCourse('replicas-away');
    expect({ breaches: report.breaches, examples: report.examples }).toEqual({
      breaches: NO_BREACH,
      examples: [],
    });
    expect(report.scans).toBeGreaterThan(5);
  },
  15 * 60_000,
);
