import { NO_BREACH, runCourse } from './courses';

it(
  'tools that write without end cost no lease, and no more memory than is allowed',
  async () => {
    const report = await runCourse('flood');
    expect({ breaches: report.breaches, examples: report.examples }).toEqual({
      breaches: NO_BREACH,
      examples: [],
    });
    expect(report.scans).toBeGreaterThan(5);
  },
  15 * 60_000,
);
