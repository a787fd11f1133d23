import { makeEngines } from '../engines';
import { StopKind } from '@scanfleet/proto';
import { status } from '@grpc/grpc-js';
import { ManualClock } from '../clock';
import { type ScriptedSession, grantOf, renewedOf, stopOf } from '../link/scripted-control-plane';
import { PLAIN } from '../engines/nmap/options.fixture';
import { NO_CONTENT, WorkGround, heardAll, lend } from './proving-ground';
import { Runs } from './runs';
import { ScriptedEngine } from './scripted-engine';
import { DRAIN_MS } from './stop-orders';

const { STOP_KIND_PAUSE: PAUSE, STOP_KIND_CANCEL: CANCEL, STOP_KIND_DEADLINE: DEADLINE } = StopKind;
const slice = { sliceId: 'slice-1', epoch: 1 };
const targets = (count: number): string[] => Array.from({ length: count }, (_, at) => `10.0.0.${at + 1}`);
const sayStop = (session: ScriptedSession, kind: StopKind, graceMs = 0): void =>
  session.say({ $case: 'stop', value: stopOf('slice-1', kind, graceMs) });

describe('a slice that is to be stopped', () => {
  let ground: WorkGround;

  beforeEach(async () => {
    ground = await WorkGround.make();
  });
  afterEach(() => ground.remove());

  it('for a pause: says StopAck only when everything is delivered, however long that takes', async () => {
    const clock = new ManualClock();
    ground.plane.script.answers.ack = false;
    const { agent, session } = await ground.start({ clock });
    const run = await lend(agent, session, 'slice-1', targets(2));
    await run.deliver('10.0.0.1', 600);
    sayStop(session, PAUSE);
    await run.stopping;
    run.finish({ kind: 'stopped' });
    await session.heard('chunk');
    await session.heard('chunk');
    clock.advance(3_600_000);
    await heardAll(session);
    expect(session.count('stopAck')).toBe(0);
    session.say({ $case: 'ack', value: { ...slice, nextSeq: 2n, stop: undefined } });
    expect(await session.heard('stopAck')).toMatchObject({ nextSeq: 2n });
  });

  it.each([CANCEL, DEADLINE, StopKind.STOP_KIND_FORCED])(
    'for good (%s): says StopAck ten seconds after the tool is gone, delivered or not',
    async (kind) => {
      const clock = new ManualClock();
      ground.plane.script.answers.ack = false;
      const { agent, session } = await ground.start({ clock });
      const run = await lend(agent, session, 'slice-1', targets(2));
      await run.deliver('10.0.0.1', 600);
      sayStop(session, kind);
      await run.stopping;
      clock.advance(60_000);
      await heardAll(session);
      expect(session.count('stopAck')).toBe(0);
      run.finish({ kind: 'stopped' });
      await session.heard('chunk');
      await session.heard('chunk');
      await heardAll(session);
      // The slot is free again: the tool is known to be gone.
      await session.heard('claim');
      clock.advance(DRAIN_MS - 1);
      await heardAll(session);
      expect(session.count('stopAck')).toBe(0);
      clock.advance(1);
      expect(await session.heard('stopAck')).toMatchObject({ nextSeq: 2n });
    },
  );

  it('with grace: lets the running batch end, starts no other, and acknowledges the stop', async () => {
    const { agent, session } = await ground.start();
    const run = await lend(agent, session, 'slice-1', targets(20));
    sayStop(session, PAUSE, 60_000);
    await heardAll(session);
    session.say({ $case: 'release', value: { ...slice, count: 4 } });
    expect((await session.heard('released')).targets).toEqual([]);
    await run.complete();
    expect(await session.heard('stopAck')).toMatchObject(slice);
    expect(agent.engine.runs).toHaveLength(1);
  });

  it('with grace: finishes when the running batch was the last one', async () => {
    const { agent, session } = await ground.start();
    const run = await lend(agent, session, 'slice-1', targets(2));
    sayStop(session, PAUSE, 60_000);
    await heardAll(session);
    await run.complete();
    await session.heard('finish');
  });

  it('with grace: ends the tool when that is over', async () => {
    const clock = new ManualClock();
    const { agent, session } = await ground.start({ clock });
    const run = await lend(agent, session, 'slice-1', targets(20));
    let stopped = false;
    void run.stopping.then(() => (stopped = true));
    sayStop(session, CANCEL, 30_000);
    await heardAll(session);
    clock.advance(29_999);
    await heardAll(session);
    expect(stopped).toBe(false);
    clock.advance(1);
    await run.stopping;
    run.finish({ kind: 'stopped' });
    await session.heard('stopAck');
  });

  it('sharper: ends a tool at once that had grace, and does not wait for the delivery any more', async () => {
    const clock = new ManualClock();
    ground.plane.script.answers.ack = false;
    const { agent, session } = await ground.start({ clock });
    const run = await lend(agent, session, 'slice-1', targets(20));
    await run.deliver('10.0.0.1', 600);
    sayStop(session, PAUSE, 60_000);
    await heardAll(session);
    sayStop(session, PAUSE);
    await run.stopping;
    run.finish({ kind: 'stopped' });
    await session.heard('chunk');
    await session.heard('chunk');
    // The slot is free again: the tool is known to be gone.
    await session.heard('claim');
    clock.advance(60_000);
    await heardAll(session);
    expect(session.count('stopAck')).toBe(0);
    sayStop(session, CANCEL);
    await heardAll(session);
    clock.advance(DRAIN_MS);
    await session.heard('stopAck');
    sayStop(session, PAUSE, 60_000);
    await heardAll(session);
    expect(session.count('stopAck')).toBe(1);
  });

  it('hears it in the answer to Renew, whose lease is not longer', async () => {
    ground.plane.script.answers.renewed = false;
    ground.plane.script.welcome = () => ({
      timings: {
        heartbeatMs: 60_000,
        renewMs: 20,
        stopAfterMs: 120_000,
        killGraceMs: 1_000,
        returnWithinMs: 0,
      },
    });
    const { agent, session } = await ground.start();
    const run = await lend(agent, session, 'slice-1', targets(1));
    await session.heard('renew');
    const deadline = ground.guards[0]?.deadline;
    session.say(renewedOf(slice, 0n, stopOf('slice-1', CANCEL)));
    await run.stopping;
    expect(ground.guards[0]?.deadline).toBe(deadline);
    run.finish({ kind: 'stopped' });
    await session.heard('stopAck');
  });

  it('hears it in the acknowledgement of a chunk', async () => {
    ground.plane.script.answers.ack = false;
    const { agent, session } = await ground.start();
    const run = await lend(agent, session, 'slice-1', targets(2));
    await run.deliver('10.0.0.1', 600);
    await session.heard('chunk');
    session.say({ $case: 'ack', value: { ...slice, nextSeq: 1n, stop: stopOf('slice-1', PAUSE) } });
    await run.stopping;
    session.say({ $case: 'ack', value: { ...slice, nextSeq: 2n, stop: stopOf('slice-1', PAUSE) } });
    run.finish({ kind: 'stopped' });
    await session.heard('stopAck');
  });

  it('hears it in the Welcome of the next session, and goes on delivering from its number', async () => {
    ground.plane.script.answers.ack = false;
    const { agent, session } = await ground.start();
    const run = await lend(agent, session, 'slice-1', targets(2));
    await run.deliver('10.0.0.1', 600);
    await session.heard('chunk');
    await session.heard('chunk');
    ground.plane.script.answers.ack = true;
    ground.plane.script.welcome = () => ({
      held: [
        {
          ...slice,
          verdict: { $case: 'stop', value: { fromSeq: 1n, reason: 'r', kind: CANCEL, graceMs: 0 } },
        },
      ],
    });
    session.fail(status.UNAVAILABLE, 'replica stops');
    const next = await ground.plane.session(1);
    await run.stopping;
    run.finish({ kind: 'stopped' });
    expect(await next.heard('stopAck')).toMatchObject({ nextSeq: 2n });
    expect(next.chunkSeqs).toEqual([1]);
  });

  it('before its tool was started: starts none', async () => {
    const { agent, session } = await ground.start();
    session.say({
      $case: 'heartbeatReply',
      value: {
        sequence: 1n,
        workWaiting: true,
        bell: undefined,
        drain: false,
        giveBack: false,
        wantedContent: [],
        wantedBundle: undefined,
      },
    });
    const { nonce } = await session.heard('claim');
    ground.plane.script.answers.renewed = false;
    session.fail(status.UNAVAILABLE, 'replica stops');
    const next = await ground.plane.session(1);
    await next.heard('claim');
    next.say(grantOf(nonce, 'slice-1', targets(1)));
    const { sentBootMs } = await next.heard('renew');
    next.say(renewedOf(slice, sentBootMs, stopOf('slice-1', CANCEL)));
    await next.heard('stopAck');
    expect(agent.engine.runs).toEqual([]);
  });
});

it('a stop that comes while the tool is being started ends it at once, and no other starts', async () => {
  const engine = new ScriptedEngine();
  const runs: Runs = new Runs(targets(20), {
    engines: {
      ...makeEngines({ nmap: 'nmap', scratch: '/nowhere', content: NO_CONTENT }),
      nmap: {
        name: 'nmap',
        probe: () => engine.probe(),
        start: (...given) => {
          runs.stop();
          return engine.start(...given);
        },
      },
    },
    work: { engine: 'nmap', options: PLAIN },
    tools: { launch: () => Promise.reject(new Error('none')) as never },
    look: () => undefined,
    keep: () => Promise.resolve(true),
    begun: () => Promise.resolve(),
    leftOut: () => undefined,
  });
  const end = runs.run();
  const run = await engine.run(0);
  await run.stopping;
  run.finish({ kind: 'stopped' });
  expect(await end).toMatchObject({ how: 'cut' });
  expect(engine.runs).toHaveLength(1);
});
