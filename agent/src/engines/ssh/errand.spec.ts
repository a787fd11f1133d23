import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, systemClock } from '../../clock';
import { SpawningLauncher } from '../spawning-launcher.fixture';
import { type Errand, ErrandRun, type SshPlace } from './errand';
import { type FarHost, PASSWORD, startFarHost } from './far-host.fixture';
import { FAR_FOLDER, PULSE } from './far-script';
import type { Login } from './login';
import { MemoryFolder } from './memory-folder';

let folder: string;
let host: FarHost;
let launcher: SpawningLauncher;
let secrets: MemoryFolder;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'errand-'));
  host = await startFarHost();
}, 30_000);
afterAll(async () => {
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  launcher = new SpawningLauncher();
  secrets = new MemoryFolder(folder);
});
afterEach(async () => {
  await launcher.end();
  secrets.clear();
});

class Heard {
  out: string[] = [];
  err: string[] = [];
  codes: number[] = [];
  /** Called with all that the steps printed so far. */
  onOutput: (all: string) => void = () => undefined;
  stdout(step: number, bytes: Buffer): void {
    this.out[step] = (this.out[step] ?? '') + bytes.toString('latin1');
    this.onOutput(this.out.join(''));
  }
  stderr(step: number, bytes: Buffer): void {
    this.err[step] = (this.err[step] ?? '') + bytes.toString('latin1');
  }
  ended(step: number, code: number): void {
    this.codes[step] = code;
  }
}

function errand(
  steps: Errand['steps'],
  more: Partial<Errand> = {},
  login: Login = host.login(),
  place: Partial<SshPlace> = {},
) {
  const heard = new Heard();
  const run = new ErrandRun(
    { address: host.address, needs: 'sh', files: [], fetch: null, steps, ...more },
    login,
    launcher,
    { secrets, askpass: join(folder, 'askpass'), clock: systemClock, pulse: PULSE, ...place },
    heard,
  );
  return { run, heard };
}

/** Processes of the machine whose command line has the words. */
function processes(words: string): string[] {
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return found.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(words);
    } catch {
      return false;
    }
  });
}
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('an errand on another system', () => {
  it('does its steps one after another, each with its own output and code', async () => {
    const { run, heard } = errand([
      ['sh', '-c', 'echo one; echo trouble >&2'],
      ['sh', '-c', 'printf "two without an end"; exit 7'],
      ['no-such-program'],
      ['cat', '/srv/fact'],
    ]);
    writeFileSync(join(host.facts, 'fact'), 'yes\n');
    expect(await run.end).toEqual({ kind: 'done', fetched: null });
    expect(heard.codes).toEqual([0, 7, 127, 0]);
    expect(heard.out).toEqual(['one\n', 'two without an end', undefined, 'yes\n']);
    expect(heard.err[0]).toBe('trouble\n');
    expect(heard.err[2]).toMatch(/No such file/);
  }, 20_000);

  it('brings files there and one back, to the byte, and leaves nothing', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 31 + (at >> 8)) % 256));
    writeFileSync(join(folder, 'sent'), bytes);
    writeFileSync(join(folder, 'small'), '\n\x1e\n');
    const to = join(folder, 'fetched');
    const { run, heard } = errand(
      [
        ['sh', '-c', 'pwd; cat small big > back'],
        ['ls', FAR_FOLDER],
      ],
      {
        files: [
          { name: 'big', path: join(folder, 'sent'), bytes: bytes.length },
          { name: 'small', path: join(folder, 'small'), bytes: 3 },
        ],
        fetch: { name: 'back', to, most: 1_000_000 },
      },
    );
    expect(await run.end).toEqual({ kind: 'done', fetched: 'whole' });
    expect(readFileSync(to)).toEqual(Buffer.concat([Buffer.from('\n\x1e\n'), bytes]));
    expect(heard.out[1]?.split('\n')).toContain('back');
    expect(heard.out[0]).toMatch(/^\/tmp\/scanfleet-/);
    expect(host.left()).toEqual([]);
  }, 20_000);

  it('takes no file that is larger than agreed', async () => {
    const { run } = errand([['sh', '-c', 'head -c 2000 /dev/zero > back']], {
      fetch: { name: 'back', to: join(folder, 'never'), most: 1_999 },
    });
    expect(await run.end).toEqual({ kind: 'done', fetched: 'too large' });
    expect(existsSync(join(folder, 'never'))).toBe(false);
  }, 20_000);

  it('passes every word as it is', async () => {
    const words = [
      "it's",
      '$(touch /tmp/owned)',
      '`id`',
      'a b',
      '-n',
      '\\',
      '"',
      '*',
      '',
      '@scanfleet-folder',
      '#',
    ];
    const { run, heard } = errand([['printf', '[%s]', ...words]]);
    expect(await run.end).toMatchObject({ kind: 'done' });
    expect(heard.out[0]).toBe(words.map((word) => `[${word}]`).join(''));
    expect(existsSync('/tmp/owned')).toBe(false);
  }, 20_000);

  it('is ended there before it is ended here, with all that it started', async () => {
    const { run, heard } = errand([
      ['sh', '-c', 'setsid sleep 7301 & sh -c "trap : TERM; while :; do sleep 7302; done" & echo up; wait'],
      ['sh', '-c', 'echo never'],
    ]);
    await new Promise<void>((resolve) => (heard.onOutput = (all) => all.includes('up') && resolve()));
    expect(processes('sleep 730').length).toBeGreaterThan(0);
    run.stop();
    expect(await run.end).toEqual({ kind: 'stopped' });
    expect([processes('sleep 730'), processes('trap : TERM; while'), host.left()]).toEqual([[], [], []]);
    expect(heard.out[1]).toBeUndefined();
  }, 30_000);

  it('is ended there when the near side is killed, and waited for as long as it may take', async () => {
    const clock = new ManualClock();
    const waits = jest.spyOn(clock, 'after');
    const { run, heard } = errand([['sh', '-c', 'sleep 7303 & echo up; wait']], {}, host.login(), { clock });
    await new Promise<void>((resolve) => (heard.onOutput = (all) => all.includes('up') && resolve()));
    const [ssh] = processes(`-l root -p ${host.port} -- `);
    process.kill(Number(ssh), 'SIGKILL');
    const settled = jest.fn();
    void run.end.then(settled);
    await until(() => processes('sleep 7303').length === 0);
    await until(() => waits.mock.calls.length > 0);
    expect(settled).not.toHaveBeenCalled();
    clock.advance(23_000);
    expect(await run.end).toMatchObject({ kind: 'refused', verdict: 'connection lost' });
  }, 30_000);

  it('is ended there when the near side is frozen', async () => {
    const pulse = { beatMs: 200, silenceSeconds: 2 };
    const { run, heard } = errand([['sh', '-c', 'sleep 7304 & echo up; wait']], {}, host.login(), { pulse });
    await new Promise<void>((resolve) => (heard.onOutput = (all) => all.includes('up') && resolve()));
    const [ssh] = processes(`-l root -p ${host.port} -- `);
    process.kill(Number(ssh), 'SIGSTOP');
    try {
      await until(() => processes('sleep 7304').length === 0);
    } finally {
      process.kill(Number(ssh), 'SIGCONT');
    }
    expect(await run.end).toMatchObject({ kind: 'done' });
  }, 30_000);
});

describe('a login', () => {
  const outcome = (login: Login, more: Partial<Errand> = {}) => errand([['id', '-un']], more, login);

  it('may be by password', async () => {
    const { run, heard } = outcome(
      host.login({ user: 'scanner', secret: { kind: 'password', password: PASSWORD } }),
    );
    expect(await run.end).toMatchObject({ kind: 'done' });
    expect(heard.out[0]).toBe('scanner\n');
  }, 20_000);

  it('may be by a key that needs its passphrase', async () => {
    const file = join(folder, 'locked');
    writeFileSync(file, (host.login().secret as { key: string }).key, { mode: 0o600 });
    execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'open sesame', '-f', file]);
    const key = readFileSync(file, 'utf8');
    const by = (passphrase: string) => outcome(host.login({ secret: { kind: 'key', key, passphrase } }));
    expect(await by('open sesame').run.end).toMatchObject({ kind: 'done' });
    expect(await by('wrong').run.end).toMatchObject({ verdict: 'authentication failed' });
  }, 20_000);

  it.each<[string, () => Login, string]>([
    [
      'a wrong password',
      () => host.login({ user: 'scanner', secret: { kind: 'password', password: 'wrong' } }),
      'authentication failed',
    ],
    ['a user that is not there', () => host.login({ user: 'nobody-here' }), 'authentication failed'],
    [
      'something that is no key',
      () => host.login({ secret: { kind: 'key', key: 'no key', passphrase: '' } }),
      'authentication failed',
    ],
    [
      'another host key',
      () => host.login({ hostKeys: new Map([[host.address, [otherKey()]]]) }),
      'host key changed',
    ],
    [
      'another host key, where first ones are trusted',
      () => host.login({ hostKeys: new Map([[host.address, [otherKey()]]]), trustFirstKey: true }),
      'host key changed',
    ],
    ['a host key that nobody knows', () => host.login({ hostKeys: new Map() }), 'host key unknown'],
    ['nobody who answers', () => host.login({ port: 1 }), 'unreachable'],
    ['a user who may not', () => host.login({ sudo: true }), 'sudo refused'],
  ])(
    'with %s is refused, and says why',
    async (_, login, verdict) => {
      const { run, heard } = outcome(login());
      expect(await run.end).toMatchObject({ kind: 'refused', verdict });
      expect(heard.out).toEqual([]);
    },
    30_000,
  );

  it('takes the first key of a host where that is wanted, and tells it', async () => {
    const { run } = outcome(host.login({ hostKeys: new Map(), trustFirstKey: true }));
    expect(await run.end).toMatchObject({ kind: 'done' });
    expect(run.hostKeys).toEqual([host.hostKey]);
  }, 20_000);

  it('says that the program is not there', async () => {
    const { run } = outcome(host.login(), { needs: 'no-such-program' });
    expect(await run.end).toEqual({ kind: 'missing', program: 'no-such-program' });
  }, 20_000);

  it('never shows a secret in a command line, and wipes it once it was used', async () => {
    const { run, heard } = errand(
      [['sh', '-c', 'echo up; sleep 0.5']],
      {},
      host.login({ user: 'scanner', secret: { kind: 'password', password: PASSWORD } }),
    );
    await new Promise<void>((resolve) => (heard.onOutput = (all) => all.includes('up') && resolve()));
    const seen = processes(PASSWORD);
    const login = secrets.make();
    const files = readdirSync(join(login, '..')).flatMap((name) => readdirSync(join(login, '..', name)));
    await run.end;
    expect(seen).toEqual([]);
    expect(files).toEqual(['known-hosts']);
    expect(readdirSync(join(login, '..'))).toEqual([login.split('/').at(-1)]);
  }, 20_000);
});

function otherKey(): string {
  const file = join(folder, `other-${Math.random()}`);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file]);
  return readFileSync(`${file}.pub`, 'utf8').trim();
}
