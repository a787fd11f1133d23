import { PLAIN } from './options.fixture';
import { Progress } from './progress';

const begin = (task: string): Parameters<Progress['task']>[0] => ({
  kind: 'task',
  edge: 'begin',
  task,
  percent: 0,
});
const at = (task: string, percent: number): Parameters<Progress['task']>[0] => ({
  kind: 'task',
  edge: 'progress',
  task,
  percent,
});

it('goes through the phases, never back, and ends at 1', () => {
  const progress = new Progress({ ...PLAIN, serviceDetection: true }, 2);
  const told = [
    progress.task(begin('NSE')),
    progress.task(at('Ping Scan', 50)),
    progress.task(at('SYN Stealth Scan', 50)),
    progress.task(at('SYN Stealth Scan', 20)),
    progress.task(at('Service scan', 50)),
    progress.task(at('NSE', 99)),
    progress.finished(),
    // The next group of hosts begins anew.
    progress.task(begin('SYN Stealth Scan')),
    progress.task(at('Service scan', 50)),
    progress.task(at('Something new', 50)),
    progress.finished(),
  ];
  const fractions = told.map((one) => one.fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(told[0]).toEqual({ phase: 'starting', fraction: 0 });
  expect(told[2]).toEqual({ phase: 'ports', fraction: expect.closeTo(0.236, 2) as number });
  expect(told[4]?.phase).toBe('services');
  expect(fractions.slice(0, 6).every((one) => one < 1)).toBe(true);
  expect(fractions.at(-1)).toBe(1);
});

it('of a ping scan is discovery alone', () => {
  const progress = new Progress({ ...PLAIN, scan: 'ping' }, 4);
  expect(progress.task(at('ARP Ping Scan', 50))).toEqual({
    phase: 'host discovery',
    fraction: expect.closeTo(0.495, 3) as number,
  });
});
