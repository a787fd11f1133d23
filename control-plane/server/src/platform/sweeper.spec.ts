import { ManualClock } from './clock';
import { makeLogger } from './logger';
import { Sweeper } from './sweeper';
import { traceId, withTrace } from './trace';

describe('a round', () => {
  const clock = new ManualClock();
  const sweeper = new Sweeper(clock, makeLogger('silent'));
  const settled = (): Promise<void> => new Promise((resume) => setImmediate(resume));

  it('runs under nobody’s trace id, whoever nudged it, and so do the rounds after it', async () => {
    const traces: string[] = [];
    sweeper.every('traced', 1_000, async () => void traces.push(traceId()));
    await settled();
    withTrace('a'.repeat(32), () => sweeper.nudge('traced'));
    await settled();
    clock.advance(1_000);
    await settled();
    expect(traces).toEqual(['', '', '']);
  });

  it('runs once more when nudged while it runs, never beside itself, and goes on after a failure', async () => {
    let atOnce = 0;
    let most = 0;
    let runs = 0;
    sweeper.every('busy', 1_000, async () => {
      most = Math.max(most, ++atOnce);
      await settled();
      atOnce--;
      if (++runs === 1) throw new Error('database away');
    });
    for (let n = 0; n < 5; n++) sweeper.nudge('busy');
    for (let n = 0; n < 10; n++) await settled();
    expect([runs, most]).toEqual([2, 1]);
    clock.advance(1_000);
    for (let n = 0; n < 5; n++) await settled();
    expect(runs).toBe(3);
  });

  it('does not rest long, however long it took', async () => {
    let runs = 0;
    sweeper.every('stuck', 7_200_000, async () => {
      runs += 1;
      if (runs > 1) return;
      clock.advance(3_600_000);
      await settled();
      sweeper.nudge('stuck');
    });
    for (let n = 0; n < 5; n++) await settled();
    clock.advance(1_000);
    for (let n = 0; n < 5; n++) await settled();
    expect(runs).toBe(2);
  });

  it('leaves as much time as it takes before it runs again, however often it is nudged; the end does not wait for that', async () => {
    let runs = 0;
    sweeper.every('slow', 60_000, async () => {
      runs += 1;
      clock.advance(300);
      await settled();
      sweeper.nudge('slow');
    });
    for (let n = 0; n < 5; n++) await settled();
    expect(runs).toBe(1);
    clock.advance(299);
    for (let n = 0; n < 5; n++) await settled();
    expect(runs).toBe(1);
    clock.advance(1);
    for (let n = 0; n < 5; n++) await settled();
    expect(runs).toBe(2);
    await sweeper.onApplicationShutdown();
    expect(runs).toBe(2);
  });
});
