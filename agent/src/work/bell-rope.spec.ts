import type { BellAccess } from '@scanfleet/proto';
import type { BellRope } from './crew';
import { WorkGround, until } from './proving-ground';

const access: BellAccess = {
  ...{ servers: ['nats://127.0.0.1:1'], jwt: 'jwt', expiresAtMs: 1n, inboxPrefix: '_INBOX.a', pulls: [] },
  authorityPem: '',
};

const reply = (bell: BellAccess | undefined) => ({
  $case: 'heartbeatReply' as const,
  value: {
    ...{ sequence: 1n, workWaiting: false, bell, drain: false, giveBack: false },
    ...{ wantedContent: [], wantedBundle: undefined },
  },
});

describe('the bell of an agent', () => {
  let ground: WorkGround;
  /** What happened to each rope. */
  let ropes: string[][];
  beforeEach(async () => {
    ropes = [];
    ground = await WorkGround.make();
  });
  afterEach(() => ground.remove());

  function rope(): BellRope {
    const said: string[] = [];
    ropes.push(said);
    return {
      connected: true,
      use: ({ jwt }) => void said.push(jwt),
      pull: () => undefined,
      close: () => Promise.resolve(void said.push('closed')),
    };
  }

  it('is heard once it may be, and no more when a new session says nothing of it', async () => {
    const { session } = await ground.start({ bell: rope });
    session.say(reply(undefined));
    session.say(reply(access));
    session.say(reply({ ...access, jwt: 'next' }));
    session.say(reply(undefined));
    await until('both passes are used', () => ropes[0]?.length === 2);
    session.fail(14, 'the replica is gone');
    const second = await ground.plane.session(1);
    await until('it has left', () => ropes[0]?.length === 3);
    second.say(reply({ ...access, jwt: 'again' }));
    await until('it hears again', () => ropes.length === 2 && ropes[1]?.length === 1);
    expect(ropes).toEqual([['jwt', 'next', 'closed'], ['again']]);
  });

  it('goes on over a new session that welcomes it with a pass', async () => {
    ground.plane.script.welcome = () => ({ bell: access });
    const { session } = await ground.start({ bell: rope });
    await until('the pass is used', () => ropes[0]?.length === 1);
    session.fail(14, 'the replica is gone');
    await until('the next is used', () => ropes[0]?.length === 2);
    expect(ropes).toEqual([['jwt', 'jwt']]);
  });
});
