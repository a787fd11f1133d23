import { uptime } from 'node:os';
import { ManualClock, bootTimeMs, systemClock } from './clock';

describe('boot time', () => {
  it('is what the system says', () => {
    const before = bootTimeMs();
    const system = uptime() * 1000;
    expect(system).toBeGreaterThanOrEqual(before - 10);
    expect(system).toBeLessThanOrEqual(bootTimeMs() + 10);
  });

  it('advances with the monotonic clock', async () => {
    // One cannot be read at the very moment of the other: between two readings of it.
    const read = () => ({
      before: systemClock.bootTimeMs(),
      monotonic: systemClock.monotonicMs(),
      after: systemClock.bootTimeMs(),
    });
    const first = read();
    await new Promise<void>((resolve) => {
      const timer = systemClock.every(5, () => {
        if (systemClock.monotonicMs() - first.monotonic < 60) return;
        timer.clear();
        resolve();
      });
    });
    const last = read();
    const passed = last.monotonic - first.monotonic;
    expect(passed).toBeGreaterThanOrEqual(last.before - first.after - 10);
    expect(passed).toBeLessThanOrEqual(last.after - first.before + 10);
  });
});

describe('manual clock', () => {
  it('calls what falls due in the order of time', () => {
    const clock = new ManualClock();
    const calls: string[] = [];
    clock.after(30, () => calls.push(`once ${clock.monotonicMs()}`));
    const tick = clock.every(20, () => calls.push(`tick ${clock.monotonicMs()}`));
    clock.after(50, () => tick.clear());
    clock.advance(100);
    expect(calls).toEqual(['tick 20', 'once 30', 'tick 40']);
    expect(clock.monotonicMs()).toBe(100);
  });

  it('keeps timers waiting while the machine is suspended', () => {
    const clock = new ManualClock();
    let called = false;
    clock.after(10, () => (called = true));
    clock.suspend(1000);
    expect(called).toBe(false);
    expect([clock.monotonicMs(), clock.bootTimeMs()]).toEqual([0, 1000]);
    clock.advance(10);
    expect(called).toBe(true);
  });
});
