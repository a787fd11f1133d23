import { missedHeartbeats, statusOf, type AgentSigns } from './agent.status';

const timings = { heartbeat: 10_000, lease: 60_000, lostAfter: 180_000 };
const now = new Date('2026-01-01T12:00:00Z');
const silent = (ms: number) => new Date(now.getTime() - ms);

const signs = (over: Partial<AgentSigns>): AgentSigns => ({
  state: 'Active',
  sessionId: 'a session',
  lastSeenAt: silent(1_000),
  running: 0,
  ...over,
});

describe('the status of an agent', () => {
  it.each<[string, Partial<AgentSigns>]>([
    ['online', {}],
    ['busy', { running: 1 }],
    ['draining', { state: 'Draining' }],
    ['draining', { state: 'Draining', running: 2 }],
    ['disconnected', { sessionId: null }],
    ['disconnected', { sessionId: null, lastSeenAt: null }],
    ['disconnected', { sessionId: null, state: 'Draining' }],
    ['online', { lastSeenAt: silent(60_000) }],
    ['disconnected', { lastSeenAt: silent(60_001) }],
    ['disconnected', { lastSeenAt: silent(180_000), running: 3 }],
    ['lost', { lastSeenAt: silent(180_001), running: 3 }],
    ['lost', { lastSeenAt: silent(180_001), sessionId: null }],
    ['retired', { state: 'Retired', lastSeenAt: silent(180_001) }],
    ['banned', { state: 'Banned' }],
    // A clock that stepped back is no reason to call it anything else.
    ['online', { lastSeenAt: silent(-5_000) }],
  ])('%s: %j', (status, over) => {
    expect(statusOf(signs(over), now, timings)).toBe(status);
  });

  it.each([
    [0, 0],
    [14_999, 0],
    [15_000, 1],
    [25_000, 2],
    [64_999, 5],
    [65_000, 6],
  ])('after %i ms of silence %i heartbeats are missing', (silence, missing) => {
    expect(missedHeartbeats(signs({ lastSeenAt: silent(silence) }), now, timings.heartbeat)).toBe(missing);
  });

  it('misses nothing of an agent that was never here, or shall not be', () => {
    expect(missedHeartbeats(signs({ lastSeenAt: null }), now, timings.heartbeat)).toBe(0);
    expect(
      missedHeartbeats(signs({ lastSeenAt: silent(99_000), state: 'Retired' }), now, timings.heartbeat),
    ).toBe(0);
  });
});
