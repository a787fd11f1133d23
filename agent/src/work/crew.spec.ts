import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { Chunk, StopKind } from '@scanfleet/proto';
import { grantOf, renewedOf, stopOf, workWaits } from '../link/scripted-control-plane';
import { type AgentChoice, type Started, WorkGround, heardAll, lend, until } from './proving-ground';
/** Welcomes by a control plane that wants tools to stop so soon. */
const within = (stopAfterMs: number) => () => ({
  timings: { heartbeatMs: 60_000, renewMs: 20, stopAfterMs, killGraceMs: 1_000, returnWithinMs: 0 },
});
describe('the work of an agent', () => {
  let ground: WorkGround;

  beforeEach(async () => {
    ground = await WorkGround.make();
  });
  afterEach(() => ground.remove());

  const start = (choice: Partial<AgentChoice> = {}): Promise<Started> => ground.start(choice);

  async function spoolHolds(folders: readonly string[]): Promise<void> {
    const held = (): string => readdirSync(ground.spoolFolder).join();
    await until(`the spool holds ${folders.join()}`, () => held() === folders.join());
  }

  it('introduces itself with an identity of its own', async () => {
    const { session } = await start();
    expect(session.hello).toMatchObject({ hostname: 'spec-host', toolSlots: 2, held: [], openNonces: [] });
    expect(session.peer).toMatch(/URI:scanfleet:agent:[0-9a-f-]{36}/);
    expect(ground.plane.enrolled.map(({ joinToken }) => joinToken)).toEqual(['token']);
  });

  it('runs a slice, delivers every target and finishes', async () => {
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2']);
    expect(run.targets).toEqual(['10.0.0.1', '10.0.0.2']);
    await run.complete();
    const chunk = await session.heard('chunk');
    expect(chunk).toMatchObject({ sliceId: 'slice-1', epoch: 1, seq: 0n });
    expect(
      chunk.parts.map(({ target, run: number, firstOrdinal }) => [target, number, firstOrdinal]),
    ).toEqual([
      ['10.0.0.1', 1, 0],
      ['10.0.0.2', 1, 0],
    ]);
    expect(chunk.parts[0]?.observations.map(({ kind }) => kind?.$case)).toEqual(['host', 'port']);
    expect(chunk.parts[0]?.disposition).toMatchObject({ kind: 1, rowCount: 2 });
    expect(gunzipSync(chunk.parts[0]?.artifact?.gzip ?? '').toString()).toBe('10.0.0.1');
    expect(await session.heard('finish')).toEqual({ sliceId: 'slice-1', epoch: 1 });
    await spoolHolds([]);
  });

  it('says Finish only after the last chunk is acknowledged', async () => {
    const { agent, session } = await start();
    ground.plane.script.answers.ack = false;
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    await run.complete();
    const { seq } = await session.heard('chunk');
    await heardAll(session);
    expect(session.count('finish')).toBe(0);
    session.say({
      $case: 'ack',
      value: { sliceId: 'slice-1', epoch: 1, nextSeq: seq + 1n, stop: undefined },
    });
    await session.heard('finish');
  });

  it('cuts a large host into chunks of at most 500 observations, numbered without gaps', async () => {
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    await run.deliver('10.0.0.1', 1234);
    run.finish({ kind: 'complete' });
    await session.heard('finish');
    const chunks = session.messages.flatMap((message) => (message.$case === 'chunk' ? [message.value] : []));
    const parts = chunks.flatMap((chunk) => chunk.parts);
    expect(session.chunkSeqs).toEqual([0, 1, 2]);
    expect(parts.map(({ firstOrdinal }) => firstOrdinal)).toEqual([0, 500, 1000]);
    expect(parts.map(({ disposition }) => disposition?.rowCount)).toEqual([undefined, undefined, 1235]);
    expect(Math.max(...chunks.map((chunk) => Chunk.encode(chunk).finish().length))).toBeLessThan(256 * 1024);
  });

  it('puts a large raw output before the chunk that names it, and goes on where a part was refused', async () => {
    const { agent, session } = await start();
    let refusals = 1;
    const keep = ground.plane.script.putArtifactPart;
    ground.plane.script.putArtifactPart = (part) => {
      if (part.offset > 0n && refusals-- > 0)
        throw Object.assign(new Error('busy'), { code: status.UNAVAILABLE });
      return keep(part);
    };
    const raw = randomBytes(700_000);
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    await run.deliver('10.0.0.1', 1, raw);
    run.finish({ kind: 'complete' });
    const { parts } = await session.heard('chunk');
    const sha256 = parts[0]?.disposition?.artifactSha256 ?? '';
    expect(gunzipSync(ground.plane.artifacts.get(sha256) ?? '').equals(raw)).toBe(true);
    expect(parts[0]?.artifact).toBeUndefined();
    await session.heard('finish');
  });

  it.each(['INVALID_ARGUMENT', 'FAILED_PRECONDITION', 'OUT_OF_RANGE'] as const)(
    'delivers the results without a raw output that is refused for good with %s',
    async (code) => {
      const { agent, session } = await start();
      let asked = 0;
      ground.plane.script.putArtifactPart = () => {
        asked++;
        throw Object.assign(new Error('refused'), { code: status[code] });
      };
      const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
      await run.deliver('10.0.0.1', 1, randomBytes(700_000));
      run.finish({ kind: 'complete' });
      const { parts } = await session.heard('chunk');
      expect(parts[0]?.disposition?.rowCount).toBe(2);
      await session.heard('finish');
      expect(asked).toBe(1);
    },
  );

  it('has no more chunks under way than the window, over all slices', async () => {
    ground.plane.script.welcome = () => ({ window: 2 });
    ground.plane.script.answers.ack = false;
    const { agent, session } = await start();
    const first = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    const second = await lend(agent, session, 'slice-2', ['10.0.1.1']);
    await first.deliver('10.0.0.1', 1400);
    first.finish({ kind: 'complete' });
    await session.heard('chunk');
    await session.heard('chunk');
    await second.deliver('10.0.1.1', 600);
    second.finish({ kind: 'complete' });
    await heardAll(session);
    expect(session.count('chunk')).toBe(2);
    session.say({ $case: 'ack', value: { sliceId: 'slice-1', epoch: 1, nextSeq: 1n, stop: undefined } });
    await session.heard('chunk');
    await heardAll(session);
    expect(session.count('chunk')).toBe(3);
    session.say({ $case: 'credit', value: { window: 4 } });
    await session.heard('chunk');
    await session.heard('chunk');
    await heardAll(session);
    expect(session.count('chunk')).toBe(5);
  });

  it('sends again from the number that the control plane needs', async () => {
    ground.plane.script.answers.ack = false;
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    await run.deliver('10.0.0.1', 1234);
    run.finish({ kind: 'complete' });
    for (let seq = 0n; seq < 3n; seq++) expect((await session.heard('chunk')).seq).toBe(seq);
    session.say({ $case: 'needFrom', value: { sliceId: 'slice-1', epoch: 1, seq: 1n } });
    for (let seq = 1n; seq < 3n; seq++) expect((await session.heard('chunk')).seq).toBe(seq);
    session.say({ $case: 'ack', value: { sliceId: 'slice-1', epoch: 1, nextSeq: 3n, stop: undefined } });
    await session.heard('finish');
  });

  it('goes on in the next session from the number in its Welcome', async () => {
    ground.plane.script.answers.ack = false;
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    await run.deliver('10.0.0.1', 1234);
    for (let seq = 0; seq < 2; seq++) await session.heard('chunk');
    ground.plane.script.welcome = ({ held }) => ({
      held: held.map(({ sliceId, epoch }) => ({
        sliceId,
        epoch,
        verdict: { $case: 'goOnFromSeq', value: 2n },
      })),
    });
    ground.plane.script.answers.ack = true;
    session.fail(status.UNAVAILABLE, 'replica stops');
    const next = await ground.plane.session(1);
    // The third part may still be packed, or spooled already.
    expect(next.hello.held).toMatchObject([{ sliceId: 'slice-1', epoch: 1 }]);
    run.finish({ kind: 'complete' });
    await next.heard('finish');
    expect(next.chunkSeqs).toEqual([2]);
    expect(agent.engine.runs).toHaveLength(1);
  });

  it('stops the tool when asked, delivers what was finished and acknowledges the stop', async () => {
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2']);
    await run.deliver('10.0.0.1');
    session.say({ $case: 'stop', value: stopOf('slice-1', StopKind.STOP_KIND_PAUSE) });
    await run.stopping;
    await heardAll(session);
    expect(session.count('stopAck')).toBe(0);
    run.finish({ kind: 'stopped' });
    expect(await session.heard('stopAck')).toEqual({ sliceId: 'slice-1', epoch: 1, nextSeq: 1n });
    expect(session.chunkSeqs).toEqual([0]);
  });

  it('learns of a stop from the answer to Renew', async () => {
    ground.plane.script.answers.renewed = false;
    ground.plane.script.welcome = within(120_000);
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    const { sliceId, epoch, sentBootMs } = await session.heard('renew');
    const stop = stopOf(sliceId, StopKind.STOP_KIND_CANCEL);
    session.say(renewedOf({ sliceId, epoch }, sentBootMs, stop));
    await run.stopping;
    run.finish({ kind: 'stopped' });
    expect(await session.heard('stopAck')).toEqual({ sliceId: 'slice-1', epoch: 1, nextSeq: 0n });
  });

  it('moves the deadline of the tools to the send time of the answered Renew plus stop_after', async () => {
    ground.plane.script.welcome = within(5_000);
    const { agent, session } = await start();
    await lend(agent, session, 'slice-1', ['10.0.0.1']);
    const [guard] = ground.guards;
    const first = guard?.deadline ?? 0;
    let renew = await session.heard('renew');
    while (Number(renew.sentBootMs) + 5_000 <= first) renew = await session.heard('renew');
    await heardAll(session);
    expect(guard?.deadline).toBeGreaterThanOrEqual(Number(renew.sentBootMs) + 5_000);
    expect(guard?.deadline).toBeGreaterThan(first);
  });

  it('gives the rest back, as a failure of the tool, when the tool failed', async () => {
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2']);
    await run.deliver('10.0.0.1');
    run.finish({ kind: 'failed', reason: 'exit code 1: QUITTING!' });
    expect(await session.heard('reject')).toEqual({
      sliceId: 'slice-1',
      epoch: 1,
      toolFailure: true,
      reason: 'exit code 1: QUITTING!',
    });
    expect(session.chunkSeqs).toEqual([0]);
  });

  it('does not believe a success that leaves targets without a result', async () => {
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2']);
    await run.deliver('10.0.0.1');
    run.finish({ kind: 'complete' });
    expect(await session.heard('reject')).toMatchObject({ toolFailure: true });
  });

  it('drops the slice and ends its tool when it is not its own any more', async () => {
    const { agent, session } = await start({ slots: 1 });
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2']);
    await run.deliver('10.0.0.1', 600);
    await session.heard('chunk');
    session.say({ $case: 'abandon', value: { sliceId: 'slice-1', epoch: 1 } });
    await run.stopping;
    await run.deliver('10.0.0.2');
    run.finish({ kind: 'stopped' });
    // The slot is free for the next slice, and nothing was said about the lost one.
    await lend(agent, session, 'slice-2', ['10.0.0.3']);
    expect(['finish', 'stopAck', 'reject'].map((kind) => session.count(kind as 'finish'))).toEqual([0, 0, 0]);
    await spoolHolds(['slice-2.1']);
  });

  it('after a crash delivers the spool, then gives the rest back, and runs no tool again', async () => {
    ground.plane.script.answers.ack = false;
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2']);
    await run.deliver('10.0.0.1', 600);
    await session.heard('chunk');
    await session.heard('chunk');
    await agent.crash();
    ground.plane.script.answers.ack = true;
    const after = await start();
    expect(after.session.hello.held).toEqual([{ sliceId: 'slice-1', epoch: 1, nextSeq: 2n }]);
    expect(after.session.hello.openNonces).toEqual([]);
    expect(await after.session.heard('reject')).toMatchObject({ sliceId: 'slice-1', toolFailure: false });
    expect(after.session.chunkSeqs).toEqual([0, 1]);
    expect(after.agent.engine.runs).toEqual([]);
    await spoolHolds([]);
  });

  it('after a crash says Finish where the tool had finished everything', async () => {
    ground.plane.script.answers.ack = false;
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    await run.complete();
    await session.heard('chunk');
    const record = join(ground.spoolFolder, 'slice-1.1', 'slice.json');
    await until('the word is on disk', () => readFileSync(record, 'utf8').includes('"finish"'));
    await agent.crash();
    ground.plane.script.answers.ack = true;
    const after = await start();
    expect(await after.session.heard('finish')).toEqual({ sliceId: 'slice-1', epoch: 1 });
    expect(after.session.chunkSeqs).toEqual([0]);
  });

  it('repeats a last word that was not answered', async () => {
    ground.plane.script.answers.settled = false;
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    await run.complete();
    await session.heard('finish');
    ground.plane.script.welcome = ({ held }) => ({
      held: held.map(({ sliceId, epoch }) => ({
        sliceId,
        epoch,
        verdict: { $case: 'goOnFromSeq', value: 1n },
      })),
    });
    session.fail(status.UNAVAILABLE, 'replica stops');
    const next = await ground.plane.session(1);
    expect(next.hello.held).toEqual([{ sliceId: 'slice-1', epoch: 1, nextSeq: 1n }]);
    await next.heard('finish');
  });

  it('asks again for a grant that was lost, and starts it only under a fresh lease', async () => {
    const { agent, session } = await start();
    session.say(workWaits);
    const { nonce } = await session.heard('claim');
    ground.plane.script.answers.renewed = false;
    session.fail(status.UNAVAILABLE, 'replica stops');
    const next = await ground.plane.session(1);
    expect(next.hello.openNonces).toEqual([nonce]);
    expect((await next.heard('claim')).nonce).toBe(nonce);
    next.say(grantOf(nonce, 'slice-1', ['10.0.0.1']));
    const { sliceId, epoch, sentBootMs } = await next.heard('renew');
    expect(agent.engine.runs).toEqual([]);
    next.say(renewedOf({ sliceId, epoch }, sentBootMs));
    await agent.engine.run(0);
    next.say(grantOf(nonce, 'slice-1', ['10.0.0.1']));
    await heardAll(next);
    expect(agent.engine.runs).toHaveLength(1);
  });

  it('gives back a grant that it did not ask for', async () => {
    const { agent, session } = await start();
    await heardAll(session);
    session.say(grantOf('a nonce of nobody', 'slice-1', ['10.0.0.1']));
    expect(await session.heard('reject')).toMatchObject({ sliceId: 'slice-1', toolFailure: false });
    expect(agent.engine.runs).toEqual([]);
  });

  it('holds the tool back while the spool is full', async () => {
    ground.plane.script.answers.ack = false;
    const { agent, session } = await start({ spoolBytes: 100_000 });
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    const raw = (): Buffer => randomBytes(50_000);
    // The first is packed, the second spools both: what follows has to wait for an acknowledgement.
    await run.deliver('10.0.0.1', 499, raw());
    await run.deliver('10.0.0.2', 499, raw());
    let taken = false;
    const third = run.deliver('10.0.0.3', 499, raw()).then(() => (taken = true));
    await session.heard('chunk');
    await heardAll(session);
    expect(taken).toBe(false);
    session.say({ $case: 'ack', value: { sliceId: 'slice-1', epoch: 1, nextSeq: 1n, stop: undefined } });
    await third;
    ground.plane.script.answers.ack = true;
    await session.heard('chunk');
    session.say({ $case: 'ack', value: { sliceId: 'slice-1', epoch: 1, nextSeq: 2n, stop: undefined } });
    run.finish({ kind: 'complete' });
    await session.heard('finish');
    expect(session.chunkSeqs).toEqual([0, 1, 2]);
  });

  it('gives back what it has not finished when its time to drain is over, and stays', async () => {
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2']);
    await run.deliver('10.0.0.1');
    const over = {
      $case: 'heartbeatReply' as const,
      value: {
        sequence: 1n,
        workWaiting: false,
        bell: undefined,
        drain: true,
        giveBack: true,
        wantedContent: [],
        wantedBundle: undefined,
      },
    };
    session.say(over);
    // Every answer says so until it is resumed.
    session.say(over);
    await run.stopping;
    run.finish({ kind: 'stopped' });
    expect(await session.heard('reject')).toMatchObject({ toolFailure: false, reason: 'drained' });
    expect(session.chunkSeqs).toEqual([0]);
    expect(session.count('reject')).toBe(1);
  });

  it('stops claiming when it is drained, and again claims when that is over', async () => {
    const { agent, session } = await start();
    session.say({ $case: 'drain', value: { reason: 'maintenance' } });
    session.say({
      $case: 'heartbeatReply',
      value: {
        sequence: 1n,
        workWaiting: true,
        bell: undefined,
        drain: true,
        giveBack: false,
        wantedContent: [],
        wantedBundle: undefined,
      },
    });
    await heardAll(session);
    expect(session.count('claim')).toBe(0);
    await lend(agent, session, 'slice-1', ['10.0.0.1']);
  });

  it('leaves in order: ends the tools, delivers, gives the rest back', async () => {
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2']);
    await run.deliver('10.0.0.1');
    const left = agent.crew.leave('the agent is going down');
    await run.stopping;
    run.finish({ kind: 'stopped' });
    expect(await session.heard('reject')).toMatchObject({
      toolFailure: false,
      reason: 'the agent is going down',
    });
    expect(session.chunkSeqs).toEqual([0]);
    await left;
  });
});
