import { condition } from './condition';

describe('condition', () => {
  it('gives the first answer that is one', async () => {
    const answers = [undefined, null, false, 0];
    await expect(condition('an answer', () => answers.shift(), { everyMs: 1 })).resolves.toBe(0);
    expect(answers).toEqual([]);
  });

  it('goes on after an error, and names the last one when time is up', async () => {
    let looks = 0;
    const look = (): boolean => {
      looks += 1;
      throw new Error(`look ${looks}`);
    };
    await expect(condition('the impossible', look, { timeoutMs: 30, everyMs: 1 })).rejects.toThrow(
      /^"the impossible" did not come true within 30 ms: look \d+$/,
    );
    expect(looks).toBeGreaterThan(1);
  });
});
