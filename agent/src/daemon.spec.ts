import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { NmapScan } from '@scanfleet/proto';
import { ScriptedControlPlane, grantOf, pingOptions } from './link/scripted-control-plane';

const bundle = join(__dirname, '..', 'dist', 'scanfleet-agent.js');

/** The agent's one file, run as its users run it, against a scripted control plane and the real nmap. */
describe('the agent program', () => {
  let plane: ScriptedControlPlane;
  let folder: string;
  const agents: ChildProcess[] = [];

  beforeAll(() => void execFileSync(process.execPath, [join(__dirname, '..', 'build.mjs')]));
  beforeEach(async () => {
    plane = await ScriptedControlPlane.start();
    folder = mkdtempSync(join(tmpdir(), 'agent-program-'));
    writeFileSync(join(folder, 'ca.pem'), plane.authority.pem);
  });
  afterEach(async () => {
    for (const agent of agents.splice(0)) {
      if (agent.exitCode !== null || agent.signalCode !== null) continue;
      agent.kill('SIGKILL');
      await once(agent, 'exit');
    }
    plane.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function run(more: readonly string[] = []): { agent: ChildProcess; said: () => string } {
    const place = [
      '--control-plane',
      plane.url.href,
      '--ca',
      join(folder, 'ca.pem'),
      '--state',
      join(folder, 'state'),
    ];
    const agent = spawn(process.execPath, [bundle, ...place, ...more], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    agents.push(agent);
    let text = '';
    agent.stderr?.on('data', (bytes: Buffer) => (text += bytes.toString()));
    return { agent, said: () => text };
  }

  /** A grant whose target never answers and so keeps nmap busy (TEST-NET-1, RFC 5737). */
  function endless(nonce: string): ReturnType<typeof grantOf> {
    const grant = grantOf(nonce, 'slice-1', ['192.0.2.1']);
    if (grant.$case !== 'grant') return grant;
    const ports = { selection: { $case: 'all' as const, value: true } };
    const value = { ...pingOptions, scan: NmapScan.NMAP_SCAN_CONNECT, hostDiscovery: false, ports };
    return { ...grant, value: { ...grant.value, work: { $case: 'nmap', value } } };
  }

  async function exitOf(agent: ChildProcess): Promise<unknown> {
    return agent.exitCode ?? (await once(agent, 'exit'))[0];
  }

  it('enrols, scans with nmap, delivers and finishes; a later start needs no token', async () => {
    const { agent } = run(['--join', 'token', '--name', 'spec-host']);
    const session = await plane.session(0);
    expect(session.hello.engines).toMatchObject([
      { name: 'nmap', available: true },
      { name: 'os-patch', available: true },
      { name: 'openscap', available: true },
    ]);
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
    session.say(grantOf(nonce, 'slice-1', ['127.0.0.1', '127.0.0.2']));
    await session.heard('finish');
    const parts = session.messages.flatMap((message) =>
      message.$case === 'chunk' ? message.value.parts : [],
    );
    expect(parts.map(({ target, disposition }) => [target, disposition?.kind])).toEqual([
      ['127.0.0.1', 1],
      ['127.0.0.2', 1],
    ]);
    agent.kill('SIGTERM');
    expect(await exitOf(agent)).toBe(0);
    run();
    const again = await plane.session(1);
    expect(again.peer).toBe(session.peer);
    expect(plane.enrolled).toHaveLength(1);
  });

  it('runs the nmap that it is told to run', async () => {
    const nmap = join(folder, 'nmap-of-the-spec');
    const mark = join(folder, 'was-run');
    writeFileSync(nmap, `#!/bin/sh\n[ "$1" = --version ] || : >"${mark}"\nexec nmap "$@"\n`, { mode: 0o755 });
    run(['--join', 'token', '--nmap', nmap]);
    const session = await plane.session(0);
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
    session.say(grantOf((await session.heard('claim')).nonce, 'slice-1', ['127.0.0.1']));
    await session.heard('finish');
    expect(existsSync(mark)).toBe(true);
  });

  it('gives its slices back when it is asked to go', async () => {
    plane.script.welcome = () => ({
      timings: {
        heartbeatMs: 60_000,
        renewMs: 50,
        stopAfterMs: 60_000,
        killGraceMs: 2_000,
        returnWithinMs: 0,
      },
    });
    const { agent } = run(['--join', 'token']);
    const session = await plane.session(0);
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
    session.say(endless(nonce));
    expect(await session.heard('renew')).toMatchObject({ sliceId: 'slice-1' });
    agent.kill('SIGTERM');
    expect(await session.heard('reject')).toMatchObject({ sliceId: 'slice-1', toolFailure: false });
    expect(await exitOf(agent)).toBe(0);
  });

  it('ends the tool at its deadline when no Renew is answered, and gives the slice back', async () => {
    plane.script.answers.renewed = false;
    plane.script.welcome = () => ({
      timings: { heartbeatMs: 60_000, renewMs: 200, stopAfterMs: 1_500, killGraceMs: 500, returnWithinMs: 0 },
    });
    run(['--join', 'token']);
    const session = await plane.session(0);
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
    session.say(endless((await session.heard('claim')).nonce));
    expect(await session.heard('reject')).toMatchObject({
      sliceId: 'slice-1',
      toolFailure: false,
      reason: expect.stringMatching(/deadline/),
    });
  });

  it('ends with a clear message when it is put out', async () => {
    const { agent, said } = run(['--join', 'token']);
    (await plane.session(0)).fail(status.PERMISSION_DENIED, 'the agent is banned');
    expect(await exitOf(agent)).toBe(3);
    expect(said()).toContain('the control plane has put this agent out: the agent is banned');
  });

  it('ends when it has no identity and no token', async () => {
    const { agent, said } = run();
    expect(await exitOf(agent)).toBe(3);
    expect(said()).toContain('start it with a join token');
  });

  it('lists everything that is wrong with its options', async () => {
    const { agent, said } = run(['--slots', '0', '--wrong']);
    expect(await exitOf(agent)).toBe(2);
    expect(said()).toMatch(/unknown argument: "--wrong"\n.*--slots must be a whole number from 1 to 64/);
  });
});
