import { jsonLog } from '../log';
import { WorkGround, lend, replyWith, until } from './proving-ground';

/** So long that a random part of it is never as short as a first retry. */
const LONG_MS = 2_000_000_000;

describe('an agent that has lost its session', () => {
  let ground: WorkGround;
  let waits: number[];
  const log = jsonLog((line) => {
    const { waitMs } = JSON.parse(line) as { waitMs?: number };
    if (waitMs !== undefined) waits.push(waitMs);
  });
  beforeEach(async () => {
    waits = [];
    ground = await WorkGround.make();
  });
  afterEach(() => ground.remove());

  it('spreads its return over what the last answer said, not over what the Welcome did', async () => {
    const { session } = await ground.start({ log });
    session.say(replyWith({ returnWithinMs: LONG_MS }));
    session.say(replyWith({}));
    session.fail(14, 'the replica is gone');
    await until('it waits', () => waits.length === 1);
    expect(waits[0]).toBeGreaterThan(250);
  });

  it('comes back at once when it holds work', async () => {
    const { agent, session } = await ground.start({ log });
    await lend(agent, session, 'slice-1', ['10.0.0.1']);
    session.say(replyWith({ returnWithinMs: LONG_MS }));
    session.fail(14, 'the replica is gone');
    await ground.plane.session(1);
    expect(waits[0]).toBeLessThanOrEqual(250);
  });
});
