import type { BellAccess } from '@scanfleet/proto';
import type { BellRope } from './crew';
import { WorkGround, lend, replyWith, until } from './proving-ground';

const access: BellAccess = {
  ...{ servers: ['nats://127.0.0.1:1'], jwt: 'jwt', expiresAtMs: 1n, inboxPrefix: '_INBOX.a', pulls: [] },
  authorityPem: '',
};

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
      connected: false,
      use: ({ jwt }) => void said.push(jwt),
      pull: () => undefined,
      close: () => Promise.resolve(void said.push('closed')),
    };
  }

  it('is heard once it may be, and no more when a new session says nothing of it', async () => {
    const { session } = await ground.start({ bell: rope });
    session.say(replyWith({}));
    session.say(replyWith({ bell: access }));
    session.say(replyWith({ bell: { ...access, jwt: 'next' } }));
    session.say(replyWith({}));
    await until('both passes are used', () => ropes[0]?.length === 2);
    session.fail(14, 'the replica is gone');
    const second = await ground.plane.session(1);
    await until('it has left', () => ropes[0]?.length === 3);
    second.say(replyWith({ bell: { ...access, jwt: 'again' } }));
    await until('it hears again', () => ropes.length === 2 && ropes[1]?.length === 1);
    expect(ropes).toEqual([['jwt', 'next', 'closed'], ['again']]);
  });

  it('is heard on when its pass came before the keeper was there', async () => {
    let keeperIsHere = (): void => undefined;
    const kept = new Promise<void>((resolve) => (keeperIsHere = resolve));
    const { agent, session } = await ground.start({ bell: rope, kept });
    session.say(replyWith({ bell: access }));
    await until('the pass is used', () => ropes[0]?.length === 1);
    keeperIsHere();
    await lend(agent, session, 'slice-1', ['10.0.0.1']);
    expect(ropes).toEqual([['jwt']]);
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
