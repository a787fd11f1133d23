import { type TargetPart, DispositionKind } from '@scanfleet/proto';
import { type ScriptedSession, grantOf, workWaits } from '../link/scripted-control-plane';
import { WorkGround, heardAll, lend, until } from './proving-ground';

/** Addresses 10.0.0.1 and on. */
const targets = (count: number): string[] => Array.from({ length: count }, (_, at) => `10.0.0.${at + 1}`);

const release = (session: ScriptedSession, count: number): void =>
  session.say({ $case: 'release', value: { sliceId: 'slice-1', epoch: 1, count } });

const parts = (session: ScriptedSession): TargetPart[] =>
  session.messages.flatMap((message) => (message.$case === 'chunk' ? message.value.parts : []));

/** Target and run of every disposition that came. */
const dispositions = (session: ScriptedSession): [string, number][] =>
  parts(session)
    .filter(({ disposition }) => disposition)
    .map(({ target, run }): [string, number] => [target, run]);

describe('a slice of several runs', () => {
  let ground: WorkGround;

  beforeEach(async () => {
    ground = await WorkGround.make();
    ground.plane.script.welcome = () => ({
      timings: {
        heartbeatMs: 60_000,
        renewMs: 20,
        stopAfterMs: 120_000,
        killGraceMs: 1_000,
        returnWithinMs: 0,
      },
    });
  });
  afterEach(() => ground.remove());

  it('starts the tool for at most 16 targets at once, one batch after the other, each a run of its own', async () => {
    const { agent, session } = await ground.start();
    const first = await lend(agent, session, 'slice-1', targets(40));
    expect(first.targets).toEqual(targets(40).slice(0, 16));
    expect(agent.engine.runs).toHaveLength(1);
    await first.complete();
    const second = await agent.engine.run(1);
    expect(second.targets).toEqual(targets(40).slice(16, 32));
    await second.complete();
    await (await agent.engine.run(2)).complete();
    await session.heard('finish');
    const runs = targets(40).map((target, at) => [target, Math.floor(at / 16) + 1]);
    expect(dispositions(session)).toEqual(runs);
    expect(agent.engine.runs).toHaveLength(3);
  });

  it('gives back waiting targets from the end, keeps the running batch, and finishes without them', async () => {
    const { agent, session } = await ground.start();
    const first = await lend(agent, session, 'slice-1', targets(40));
    release(session, 10);
    expect((await session.heard('released')).targets).toEqual(targets(40).slice(30));
    await first.complete();
    const second = await agent.engine.run(1);
    expect(second.targets).toEqual(targets(40).slice(16, 30));
    release(session, 10);
    expect((await session.heard('released')).targets).toEqual([]);
    await second.complete();
    await session.heard('finish');
    expect(dispositions(session).map(([target]) => target)).toEqual(targets(30));
  });

  it('gives back all that waits when more is asked for, and hears it in the answer to Renew too', async () => {
    ground.plane.script.answers.renewed = false;
    const { agent, session } = await ground.start();
    const first = await lend(agent, session, 'slice-1', targets(20));
    const { sliceId, epoch, sentBootMs } = await session.heard('renew');
    const renewed = { sliceId, epoch, sentBootMs, stopReason: '', stop: undefined, releaseCount: 99 };
    session.say({ $case: 'renewed', value: renewed });
    expect((await session.heard('released')).targets).toEqual(targets(20).slice(16));
    await first.complete();
    await session.heard('finish');
  });

  it('rejects what is left when Finish is refused after targets were given back', async () => {
    ground.plane.script.answers.settled = false;
    const { agent, session } = await ground.start();
    const first = await lend(agent, session, 'slice-1', targets(20));
    release(session, 4);
    await session.heard('released');
    await first.complete();
    await session.heard('finish');
    const refused = { sliceId: 'slice-1', epoch: 1, state: 'refused', reason: 'four are missing' };
    session.say({ $case: 'settled', value: refused });
    expect(await session.heard('reject')).toMatchObject({ toolFailure: false });
  });

  it('ends with the first batch that fails', async () => {
    const { agent, session } = await ground.start();
    const first = await lend(agent, session, 'slice-1', targets(20));
    await first.deliver('10.0.0.1');
    first.finish({ kind: 'failed', reason: 'exit code 1' });
    expect(await session.heard('reject')).toMatchObject({ toolFailure: true, reason: 'exit code 1' });
    expect(agent.engine.runs).toHaveLength(1);
    expect(dispositions(session)).toEqual([['10.0.0.1', 1]]);
  });

  it('starts no further batch once it is stopped', async () => {
    const { agent, session } = await ground.start({ slots: 1 });
    const first = await lend(agent, session, 'slice-1', targets(20));
    session.say({ $case: 'abandon', value: { sliceId: 'slice-1', epoch: 1 } });
    await first.stopping;
    // It was quicker than the order to stop.
    await first.complete();
    // Its slot is free.
    await session.heard('claim');
    expect(agent.engine.runs).toHaveLength(1);
  });

  it('tells how far all of it is, never less than before, and how much waits', async () => {
    const { agent, session } = await ground.start();
    const renews = () =>
      session.messages.flatMap((message) => (message.$case === 'renew' ? [message.value] : []));
    const run = async (at: number, quarter: number, whole: number): Promise<void> => {
      const batch = await agent.engine.run(at);
      const tell = (fraction: number): void => batch.sink.progress({ phase: `phase ${at}`, fraction });
      const told = (share: number) =>
        until(`${share} is told`, () => renews().some(({ fraction }) => fraction === share));
      tell(0.25);
      await told(quarter);
      tell(1);
      await told(whole);
      const before = renews().length;
      tell(0.5);
      await until('it is told again', () => renews().length >= before + 2);
      if (at === 0) {
        release(session, 8);
        // Before the next batch takes of them.
        await session.heard('released');
      }
      await batch.complete();
    };
    await lend(agent, session, 'slice-1', targets(40));
    await run(0, 0.1, 0.4);
    // With 8 given back, 16 and a quarter of 16 in 32.
    await run(1, 0.625, 1);
    await heardAll(session);
    await session.heard('finish');
    const fractions = renews().map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    // One said before the first tool was started may be among them: all 40 waited then.
    const begun = renews().filter(({ phase }) => phase !== '');
    expect(new Set(begun.map(({ waitingTargets }) => waitingTargets))).toEqual(new Set([24, 0]));
    expect(renews().at(-1)?.phase).toBe('phase 1');
  });

  it('starts no tool for what was excluded since it was planned, nor for what its operator forbids', async () => {
    const { agent, session } = await ground.start({ deny: ['10.0.0.4/31', '2001:db8::/32', '10.0.0.18'] });
    const asked = [...targets(18), '2001:db8::7', '::ffff:10.0.0.4'];
    const first = await lend(agent, session, 'slice-1', asked, [
      { address: '10.0.0.2', reason: 'It is fragile.' },
    ]);
    const left = ['10.0.0.2', '10.0.0.4', '10.0.0.5', '10.0.0.18', '2001:db8::7', '::ffff:10.0.0.4'];
    expect(first.targets).toEqual(targets(17).filter((target) => !left.includes(target)));
    await first.complete();
    await session.heard('finish');
    expect(agent.engine.runs).toHaveLength(1);
    const kinds = parts(session).flatMap(({ target, disposition }) =>
      disposition?.kind === DispositionKind.DISPOSITION_KIND_NOT_APPLICABLE
        ? [[target, disposition.reason]]
        : [],
    );
    expect(kinds).toEqual([
      ['10.0.0.2', 'It is fragile.'],
      ...left.slice(1).map((address) => [address, expect.stringContaining('--deny')]),
    ]);
    expect(dispositions(session)).toHaveLength(asked.length);
  });

  it('finishes a slice of which nothing may be touched without any tool', async () => {
    const { agent, session } = await ground.start({ deny: ['0.0.0.0/0'] });
    session.say(workWaits);
    session.say(grantOf((await session.heard('claim')).nonce, 'slice-1', targets(3)));
    await session.heard('finish');
    expect(agent.engine.runs).toHaveLength(0);
    expect(dispositions(session)).toEqual(targets(3).map((target) => [target, 1]));
  });
});
