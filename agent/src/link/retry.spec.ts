import { status } from '@grpc/grpc-js';
import { Backoff, isOut, verdictOn } from './retry';

it('gives up only where asking again cannot help', () => {
  const banned = { code: status.PERMISSION_DENIED, details: 'this agent is banned' };
  const refused = { code: status.UNAUTHENTICATED, details: 'the join token is unknown' };
  const away = { code: status.UNAVAILABLE, details: 'banned words in a proxy page' };
  expect(
    (['session', 'enrol', 'renew certificate'] as const).map((asked) => verdictOn(asked, banned)),
  ).toEqual(['give up', 'give up', 'give up']);
  expect(verdictOn('enrol', refused)).toBe('give up');
  expect(verdictOn('session', refused)).toBe('retry');
  expect(isOut(away)).toBe(false);
  for (const asked of ['session', 'enrol', 'renew certificate', 'artifact'] as const) {
    expect(verdictOn(asked, away)).toBe('retry');
  }
});

it('waits longer each time up to half a minute, never less than half, and begins anew after an answer', () => {
  const least = new Backoff(() => 0);
  expect(Array.from({ length: 9 }, () => least.next())).toEqual([
    125, 250, 500, 1000, 2000, 4000, 8000, 15000, 15000,
  ]);
  const most = new Backoff(() => 1);
  expect([most.next(), most.next()]).toEqual([250, 500]);
  most.reset();
  expect(most.next()).toBe(250);
});

it('tries several times within a deadline, and never seldom', () => {
  const most = new Backoff(() => 1);
  most.within(2_000);
  expect(Array.from({ length: 4 }, () => most.next())).toEqual([250, 500, 500, 500]);
  most.within(600_000);
  for (let failed = 0; failed < 9; failed += 1) most.next();
  expect(most.next()).toBe(30_000);
});

it('spreads a return when nothing is waited for, as far as it was told, and then hurries less and less', () => {
  for (const [random, expected] of [
    [0, [125, 10_000, 20_000, 40_000, 40_000]],
    [0.5, [40_000, 15_000, 30_000, 60_000, 60_000]],
    [1, [80_000, 20_000, 40_000, 80_000, 80_000]],
  ] as const) {
    const backoff = new Backoff(() => random);
    backoff.spread(80_000);
    expect([1, 2, 3, 4, 5].map(() => backoff.next({ idle: true }))).toEqual(expected);
    backoff.reset();
    expect(backoff.next()).toBeLessThanOrEqual(250);
  }
});
