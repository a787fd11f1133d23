import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { bootTimeMs } from '../clock';
import { Frame, payloadOf, readFrames, send } from './frames';
import { KeeperClient, type KeeperNotice } from './index';
import { isMarked } from './processes';
import {
  type ProvingGround,
  STUBBORN_FAMILY,
  alive,
  firstLine,
  makeProvingGround,
  numbers,
  runToEnd,
  shell,
  until,
} from './proving-ground';

const MINUTE = 60_000;

let ground: ProvingGround;
beforeAll(() => {
  ground = makeProvingGround();
});
afterAll(() => ground.remove());

describe.each(['keeper', 'keeper-without-powers'])('a tool under the %s', (role) => {
  let client: KeeperClient;
  let notices: KeeperNotice[];
  const dir = (): string => join(ground.dir, role);

  beforeEach(async () => {
    notices = [];
    client = await KeeperClient.start({
      dir: dir(),
      agent: `${ground.dir}/${role}`,
      program: { file: ground.program, args: [role] },
      killGraceMs: 100,
      onNotice: (notice) => notices.push(notice),
    });
  });
  afterEach(() => client.close());

  const guard = (ms = MINUTE) => client.guard('run-1', bootTimeMs() + ms);

  it('has its output, input and exit code passed through', async () => {
    const tool = guard().launch(shell('cat; echo "to stderr" >&2; exit 7', 'the input\n'));
    expect(await runToEnd(tool)).toEqual({
      stdout: 'the input\n',
      stderr: 'to stderr\n',
      code: 7,
      signal: null,
      endedBy: null,
      error: '',
    });
  });

  it('is said to have started, under its own id', async () => {
    const tool = guard().launch(shell('echo $$'));
    const pid = await tool.started;
    expect((await runToEnd(tool)).stdout.trim()).toBe(String(pid));
  });

  it('sees a fixed environment and an empty directory, which is removed', async () => {
    const tool = guard().launch(shell('env; echo "PWD is $(pwd)"; ls -A; touch litter'));
    const { stdout } = await runToEnd(tool);
    const names = stdout.split('\n').map((line) => line.split('=')[0]);
    const work = /^PWD is (.*)$/m.exec(stdout)?.[1] ?? '';
    expect(new Set(names)).toEqual(
      new Set([
        'PATH',
        'LANG',
        'HOME',
        'PWD',
        'SCANFLEET_AGENT',
        'SCANFLEET_RUN',
        'SCANFLEET_TOOL',
        `PWD is ${work}`,
        '',
      ]),
    );
    expect(stdout).toContain('SCANFLEET_RUN=run-1\n');
    expect(work.startsWith(dir())).toBe(true);
    expect(existsSync(work)).toBe(false);
  });

  it('carries the mark of the host that its agent is, as its keeper does', async () => {
    const program = { file: ground.program, args: [role] };
    const mine = { dir: `${dir()}-host`, agent: `${ground.dir}/${role}-host`, host: 'host-1', program };
    const hosted = await KeeperClient.start(mine);
    const tool = hosted.guard('run-1', bootTimeMs() + MINUTE).launch(shell('env'));
    expect((await runToEnd(tool)).stdout).toContain('SCANFLEET_HOST=host-1\n');
    expect(isMarked(hosted.keeperPid, 'SCANFLEET_HOST', 'host-1')).toBe(true);
    await hosted.close();
  });

  it('leaves nothing behind when it ends by itself', async () => {
    const tool = guard().launch(shell('setsid sleep 1004 >/dev/null 2>&1 & echo $!; exit 0'));
    const { stdout, code, endedBy } = await runToEnd(tool);
    expect(numbers(stdout)).toHaveLength(1);
    expect([alive(numbers(stdout)), code, endedBy]).toEqual([[], 0, null]);
  });

  it('says why it could not be started', async () => {
    const exit = await runToEnd(guard().launch({ file: 'no-such-tool', args: [], stdin: '' }));
    expect(exit).toMatchObject({ code: null, signal: null, endedBy: null });
    expect(exit.error).toContain('ENOENT');
  });

  it('is not started when its input is too large to hand over', async () => {
    const exit = await runToEnd(guard().launch({ file: 'cat', args: [], stdin: 'x'.repeat(5_000_000) }));
    expect(exit).toMatchObject({ code: null, error: expect.stringContaining('too large') });
    expect((await runToEnd(guard().launch(shell('echo next')))).stdout).toBe('next\n');
    expect(notices.filter(({ kind }) => kind === 'keeper lost')).toEqual([]);
  });

  it('gets a large input whole, and need not read it', async () => {
    const stdin = 'x'.repeat(2_000_000);
    expect((await runToEnd(guard().launch(shell('wc -c', stdin)))).stdout.trim()).toBe('2000000');
    expect((await runToEnd(guard().launch(shell('exit 4', stdin)))).code).toBe(4);
  });

  it('is refused after the deadline', async () => {
    const witness = join(ground.dir, `${role}-witness`);
    const tool = client.guard('late', bootTimeMs() - 1).launch(shell(`touch ${witness}`));
    expect(await runToEnd(tool)).toMatchObject({ code: null, endedBy: 'refused' });
    expect(await tool.started).toBeNull();
    expect(existsSync(witness)).toBe(false);
  });

  it('ends with its whole family at the deadline', async () => {
    const run = guard(1500);
    const tool = run.launch(shell(STUBBORN_FAMILY));
    const family = numbers(await firstLine(tool));
    expect(family).toHaveLength(5);
    expect(alive(family)).toEqual(family);
    const exit = await tool.exit;
    const now = bootTimeMs();
    expect(exit).toMatchObject({ endedBy: 'deadline', signal: 'SIGKILL' });
    expect(alive(family)).toEqual([]);
    expect(now).toBeGreaterThanOrEqual(run.deadline);
    expect(now).toBeLessThan(run.deadline + 3000);
  });

  it('lives on when the deadline is extended, and so do tools started later', async () => {
    const run = guard(1500);
    const first = run.launch(shell('echo up; exec sleep 1005'));
    await firstLine(first);
    const old = run.deadline;
    run.extend(old + MINUTE);
    run.extend(old);
    const second = run.launch(shell('echo up; exec sleep 1006'));
    await firstLine(second);
    await until('the old deadline has passed by two checks', () => bootTimeMs() > old + 450);
    const pids = [await first.started, await second.started].map(Number);
    expect(alive(pids)).toEqual(pids);
    run.stop();
    expect((await first.exit).endedBy).toBe('stop');
    expect((await second.exit).endedBy).toBe('stop');
    expect(alive(pids)).toEqual([]);
  });

  it('is stopped with TERM first, then KILL, however often it is asked', async () => {
    const polite = guard().launch(shell('trap "exit 3" TERM; echo up; while :; do sleep 0.01; done'));
    const deaf = guard().launch(shell(STUBBORN_FAMILY));
    await firstLine(polite);
    const family = numbers(await firstLine(deaf));
    for (const tool of [polite, deaf]) {
      tool.stop();
      tool.stop();
    }
    expect(await polite.exit).toMatchObject({ code: 3, endedBy: 'stop' });
    expect(await deaf.exit).toMatchObject({ signal: 'SIGKILL', endedBy: 'stop' });
    expect(alive(family)).toEqual([]);
    deaf.stop();
  });

  it('never starts when it is stopped before the keeper hears of it', async () => {
    const tool = guard().launch(shell('echo started'));
    tool.stop();
    expect(await runToEnd(tool)).toMatchObject({ stdout: '', endedBy: 'stop' });
  });

  it('is held back by a slow reader, in bounded memory', async () => {
    const bytes = 50_000_000;
    const tool = guard().launch({ file: 'head', args: ['-c', String(bytes), '/dev/zero'], stdin: '' });
    const pid = Number(await tool.started);
    const written = (): string => readFileSync(`/proc/${pid}/io`, 'utf8');
    let before = '';
    let still = 0;
    await until('the tool has stood still for a while', () => {
      still = tool.stdout.readableLength > 0 && before === (before = written()) ? still + 1 : 0;
      return still === 30;
    });
    expect(alive([pid])).toEqual([pid]);
    expect(tool.stdout.readableLength).toBeLessThan(1_000_000);
    let received = 0;
    for await (const chunk of tool.stdout) received += (chunk as Buffer).length;
    expect(received).toBe(bytes);
    expect((await tool.exit).code).toBe(0);
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${client.keeperPid}/status`, 'utf8'))?.[1];
    expect(Number(peak)).toBeLessThan(100_000);
  });

  it('is not stopped by errors that nobody reads', async () => {
    const tool = guard().launch(shell('head -c 3000000 /dev/zero >&2; echo done'));
    expect(await firstLine(tool)).toBe('done');
    expect((await tool.exit).code).toBe(0);
  });

  it('ends when its reader gives up and stops it', async () => {
    const tool = guard().launch(shell('exec cat /dev/zero'));
    for await (const chunk of tool.stdout) if ((chunk as Buffer).length > 0) break;
    tool.stop();
    expect((await tool.exit).endedBy).toBe('stop');
  });

  it.each(['end', 'destroy'] as const)(
    'is ended when its connection closes (%s), and no other',
    async (how) => {
      const other = guard().launch(shell('echo up; exec sleep 1005'));
      await firstLine(other);
      const socket = connect(join(dir(), 'keeper.sock'));
      const { file, args, stdin } = shell('exec cat /dev/zero');
      const deadline = bootTimeMs() + MINUTE;
      send(socket, Frame.spec, { file, args, stdin, deadline, far: null, killGraceMs: 100, run: 'run-2' });
      const pid = await new Promise<number>((resolve) => {
        readFrames(socket, (type, payload) => {
          if (type !== Frame.started) return;
          socket.pause();
          resolve(payloadOf(Frame.started, payload));
        });
      });
      socket[how]();
      await until('the tool is gone', () => alive([pid]).length === 0);
      expect(alive([Number(await other.started), client.keeperPid])).toHaveLength(2);
      socket.destroy();
    },
  );

  describe('that has a far side', () => {
    const far = (script: string, files: string[] = []) =>
      guard().launch({ file: 'sh', args: ['-c', script], stdin: 'text ', far: { files, beatMs: 20 } });

    it('gets files, then beats until its input is ended', async () => {
      const file = join(ground.dir, 'far-file');
      writeFileSync(file, 'x'.repeat(300_000));
      const tool = far('head -c 300005 | wc -c; head -c 2; echo; wc -c', [file]);
      const lines = tool.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      let said = '';
      while (!said.includes('..\n')) said += String((await lines.next()).value);
      tool.endInput();
      for (let more = await lines.next(); !more.done; more = await lines.next()) said += String(more.value);
      expect(said).toMatch(/^300005\n\.\.\n\d+\n$/);
      expect(await tool.exit).toMatchObject({ code: 0, endedBy: null });
    });

    it('is asked to end by the end of its input, without a signal', async () => {
      const tool = far('trap "echo hurt" TERM; echo up; cat >/dev/null; echo told; exit 3');
      expect(await firstLine(tool)).toBe('up');
      tool.stop();
      let rest = '';
      for await (const chunk of tool.stdout) rest += String(chunk);
      expect([rest, await tool.exit]).toMatchObject(['told\n', { code: 3, endedBy: 'stop' }]);
    });

    it('is killed when it does not heed that', async () => {
      const tool = far('trap : TERM; echo up; while :; do sleep 1009; done');
      expect(await firstLine(tool)).toBe('up');
      tool.stop();
      expect(await tool.exit).toMatchObject({ signal: 'SIGKILL', endedBy: 'stop' });
    });

    it('gets less than was announced when a file is not there', async () => {
      const { stdout } = await runToEnd(far('wc -c', [join(ground.dir, 'no-such-file')]));
      expect(stdout.trim()).toBe('5');
    });
  });

  it('is gone with the keeper, which is then replaced', async () => {
    const tool = guard().launch(shell(STUBBORN_FAMILY));
    const family = numbers(await firstLine(tool));
    const keeper = client.keeperPid;
    process.kill(keeper, 'SIGKILL');
    const exit = await tool.exit;
    expect(exit).toMatchObject({ endedBy: 'agent gone', error: 'the keeper is gone: SIGKILL' });
    expect(alive(family.slice(0, 4))).toEqual([]);
    expect(notices).toContainEqual({ kind: 'keeper lost', how: 'SIGKILL', tools: 1 });
    const next = await runToEnd(guard().launch(shell('echo again')));
    expect(next).toMatchObject({ stdout: 'again\n', code: 0 });
    expect(client.keeperPid).not.toBe(keeper);
    await until('what had no mark has followed', () => alive(family).length === 0);
  });

  it('is ended, and the keeper too, when the client is closed', async () => {
    const tool = guard().launch(shell(STUBBORN_FAMILY));
    const family = numbers(await firstLine(tool));
    await client.close();
    expect(await tool.exit).toMatchObject({ endedBy: 'agent gone', error: '' });
    expect(alive([...family, client.keeperPid])).toEqual([]);
    expect(readdirSync(dir())).toEqual([]);
    expect((await guard().launch(shell('echo late')).exit).error).toContain('closed');
  });
});
