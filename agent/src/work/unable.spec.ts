import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { grantOf } from '../link/scripted-control-plane';
import { type AgentChoice, type Started, WorkGround, heardAll, lend, until } from './proving-ground';

describe('an agent whose machine is not as it should be', () => {
  let ground: WorkGround;

  beforeEach(async () => {
    ground = await WorkGround.make();
  });
  afterEach(() => ground.remove());

  const start = (choice: Partial<AgentChoice> = {}): Promise<Started> => ground.start(choice);
  const spoolHolds = (folders: readonly string[]): Promise<void> =>
    until(
      `the spool holds ${folders.join()}`,
      () => readdirSync(ground.spoolFolder).join() === folders.join(),
    );

  it('gives a slice back whose results the disk refuses, and claims nothing for a while', async () => {
    const { agent, session } = await start();
    await heardAll(session);
    rmSync(ground.spoolFolder, { recursive: true, force: true });
    writeFileSync(ground.spoolFolder, 'not a folder');
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
    const claim = await session.heard('claim');
    session.say(grantOf(claim.nonce, 'slice-1', ['10.0.0.1']));
    expect(await session.heard('reject')).toMatchObject({
      toolFailure: false,
      reason: expect.stringContaining('results cannot be kept'),
    });
    expect(agent.engine.runs).toEqual([]);
    session.say({
      $case: 'heartbeatReply',
      value: {
        sequence: 2n,
        workWaiting: true,
        bell: undefined,
        drain: false,
        giveBack: false,
        wantedContent: [],
        wantedBundle: undefined,
      },
    });
    await heardAll(session);
    expect(session.count('claim')).toBe(1);
    expect(agent.crew.wanted()).toBe(0);
  });

  it('gives a slice back whose tool is not there, as no failure of the targets, and claims nothing for a while', async () => {
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    const nothing = Readable.from([]);
    const exit = Promise.resolve({ code: null, signal: null, endedBy: null, error: 'ENOENT' });
    jest
      .spyOn(ground.guards[0]!, 'launch')
      .mockReturnValue({ stdout: nothing, stderr: nothing, exit, stop: () => undefined } as never);
    await run.tools.launch({ file: 'nmap', args: [], stdin: '' }).exit;
    run.finish({ kind: 'failed', reason: 'nmap could not be started: ENOENT' });
    expect(await session.heard('reject')).toMatchObject({
      toolFailure: false,
      reason: 'the tool could not be started: ENOENT',
    });
    expect(agent.crew.wanted()).toBe(0);
  });

  it('delivers artifacts that do not fit into the spool together, one after the other', async () => {
    const { agent, session } = await start({ spoolBytes: 1_000_000 });
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    for (const target of run.targets) await run.deliver(target, 1, randomBytes(700_000));
    run.finish({ kind: 'complete' });
    await session.heard('finish');
    expect(ground.plane.artifacts.size).toBe(3);
  });

  it('gives up a slice whose spooled results cannot be read any more', async () => {
    ground.plane.script.answers.ack = false;
    const { agent, session } = await start();
    const run = await lend(agent, session, 'slice-1', ['10.0.0.1']);
    await run.deliver('10.0.0.1');
    await session.heard('chunk');
    writeFileSync(join(ground.spoolFolder, 'slice-1.1', '00000000.chunk'), 'damaged');
    session.say({ $case: 'needFrom', value: { sliceId: 'slice-1', epoch: 1, seq: 0n } });
    await run.stopping;
    run.finish({ kind: 'stopped' });
    await spoolHolds([]);
  });

  it('starts beside what it cannot read in its spool, and leaves that alone', async () => {
    mkdirSync(ground.spoolFolder, { recursive: true });
    writeFileSync(join(ground.spoolFolder, 'lost+found'), 'no folder');
    const { session } = await start();
    expect(session.hello).toMatchObject({ held: [] });
    expect(readdirSync(ground.spoolFolder)).toEqual(['lost+found']);
  });
});
