import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { encodeAccount, encodeOperator, encodeUser } from '@nats-io/jwt';
import { type KeyPair, createAccount, createOperator, createUser, fromPublic } from '@nats-io/nkeys';
import { type NatsConnection, connect, jwtAuthenticator } from '@nats-io/transport-node';
import { systemClock } from '../clock';
import { jsonLog } from '../log';
import { BellLine } from './bell';
import { type BellKey, newBellKey } from './bell-key';
import type { Bell, BellAccess } from './message';
import { ScriptedAuthority } from './scripted-control-plane';

const PULL = '$JS.API.CONSUMER.MSG.NEXT.WORK.nmap';
const OWN = `agent_${'0'.repeat(32)}_nmap`;
const OWN_PULL = `$JS.API.CONSUMER.MSG.NEXT.WORK.${OWN}`;
const limits = {
  conn: -1,
  subs: -1,
  data: -1,
  payload: -1,
  imports: -1,
  exports: -1,
  wildcards: true,
  leaf: -1,
};
const storage = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };

/** A nats-server in operator mode over TLS, whose account key is in the spec's hands. */
class Tower {
  private server: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly authorityPem: string,
    private readonly account: KeyPair,
  ) {}

  static async make(): Promise<Tower> {
    const folder = mkdtempSync(join(tmpdir(), 'bell-spec-'));
    const authority = await ScriptedAuthority.make();
    const { certificate, key } = await authority.server();
    const [operator, account, system] = [createOperator(), createAccount(), createAccount()];
    const signer = { signer: operator };
    const jwts = {
      [account.getPublicKey()]: await encodeAccount(
        'fleet',
        account,
        { limits: { ...limits, ...storage } },
        signer,
      ),
      [system.getPublicKey()]: await encodeAccount('system', system, { limits }, signer),
    };
    const files = {
      'server.pem': certificate,
      'server.key': key,
      'operator.jwt': await encodeOperator('operator', operator, { system_account: system.getPublicKey() }),
    };
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(folder, name), text, { mode: 0o600 });
    const port = await freePort();
    const configuration = `
      listen: "127.0.0.1:${port}"
      jetstream { store_dir: "${folder}/store" }
      tls { cert_file: "${folder}/server.pem", key_file: "${folder}/server.key" }
      operator: "${folder}/operator.jwt"
      system_account: ${system.getPublicKey()}
      resolver: MEMORY
      resolver_preload: ${JSON.stringify(jwts)}`;
    writeFileSync(join(folder, 'nats.conf'), configuration);
    return new Tower(folder, port, authority.pem, account);
  }

  async start(): Promise<void> {
    const server = spawn('nats-server', ['-c', join(this.folder, 'nats.conf')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      server.stderr.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (said.includes('Server is ready')) resolve();
      });
      server.on('exit', () => reject(new Error(`nats-server ended: ${said}`)));
    });
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  }

  /** The control plane's connection: it may do everything. */
  async overseer(): Promise<NatsConnection> {
    const user = createUser();
    const jwt = await encodeUser('overseer', user, this.account);
    const authenticator = jwtAuthenticator(jwt, user.getSeed());
    return connect({ servers: `127.0.0.1:${this.port}`, tls: { ca: this.authorityPem }, authenticator });
  }

  /** What a Welcome would carry for this key; the user ends after `seconds`. */
  async access(key: BellKey, seconds = 600): Promise<BellAccess> {
    const inboxPrefix = `_INBOX_${key.publicKey}`;
    const rights = {
      pub: { allow: [PULL, OWN_PULL], deny: [] },
      sub: { allow: [`${inboxPrefix}.>`], deny: [] },
    };
    const expiresAtMs = systemClock.wallMs() + seconds * 1000;
    const exp = Math.floor(expiresAtMs / 1000);
    return {
      servers: [`127.0.0.1:${this.port}`],
      jwt: await encodeUser('agent', fromPublic(key.publicKey), this.account, rights, { exp }),
      expiresAtMs,
      inboxPrefix,
      pulls: [
        { engine: 'nmap', subject: PULL },
        { engine: 'nmap', subject: OWN_PULL },
      ],
      authorityPem: this.authorityPem,
    };
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the bell', () => {
  let tower: Tower;
  let overseer: NatsConnection;
  let manager: JetStreamManager;
  let line: BellLine;
  const key = newBellKey();
  const rung: Bell[] = [];
  const said: string[] = [];
  let wanted = 0;

  const waitUntil = async (what: string, condition: () => boolean | Promise<boolean>): Promise<void> => {
    const end = systemClock.monotonicMs() + 10_000;
    while (!(await condition())) {
      if (systemClock.monotonicMs() > end)
        throw new Error(`not within ten seconds: ${what}\n${said.join('')}`);
      await new Promise<void>((resolve) => systemClock.after(10, resolve));
    }
  };
  const pulls = async (): Promise<number> => (await manager.consumers.info('WORK', 'nmap')).num_waiting;
  const ring = async (slice: string): Promise<void> => {
    await jetstream(overseer).publish('work.nmap', JSON.stringify({ slice, epoch: 1 }));
  };

  const newLine = (expiry?: ConstructorParameters<typeof BellLine>[4]): BellLine => {
    const listener = {
      wanted: () => wanted,
      engines: () => ['nmap'],
      rung: (bell: Bell) => {
        rung.push(bell);
        wanted -= 1;
      },
    };
    const log = jsonLog((text) => void said.push(text));
    return new BellLine(key, listener, systemClock, log, expiry);
  };

  const serve = async (): Promise<void> => {
    await tower.start();
    overseer = await tower.overseer();
    manager = await jetstreamManager(overseer);
    await manager.streams.add({ name: 'WORK', subjects: ['work.>'], retention: 'workqueue' });
    await manager.consumers.add('WORK', {
      durable_name: 'nmap',
      ack_policy: 'explicit',
      filter_subject: 'work.nmap',
    });
    await manager.consumers.add('WORK', {
      durable_name: OWN,
      ack_policy: 'explicit',
      filter_subject: 'work.agent.nmap',
    });
    await manager.streams.purge('WORK');
  };

  beforeAll(async () => void (tower = await Tower.make()));
  afterAll(() => tower.remove());
  beforeEach(() => {
    rung.length = said.length = wanted = 0;
    line = newLine();
  });
  afterEach(async () => {
    await line.close();
    await overseer.close();
    await tower.stop();
  });

  it('asks for what is its own besides, one at a time, as long as any slot is free', async () => {
    await serve();
    const ownPulls = async (): Promise<number> => (await manager.consumers.info('WORK', OWN)).num_waiting;
    const ringOwn = (slice: string) =>
      jetstream(overseer).publish('work.agent.nmap', JSON.stringify({ slice, epoch: 1 }));
    wanted = 2;
    line.use(await tower.access(key));
    await waitUntil('a pull for two, and one', async () => (await pulls()) === 1 && (await ownPulls()) === 1);
    line.pull();
    await ringOwn('own-1');
    await waitUntil('its bell', () => rung.length === 1);
    expect(rung[0]?.replySubject).toContain(`.WORK.${OWN}.`);
    await waitUntil('one pull again', async () => (await ownPulls()) === 1);
    await ringOwn('own-2');
    await waitUntil('the second bell', () => rung.length === 2);
    await ringOwn('own-3');
    expect([wanted, await ownPulls()]).toEqual([0, 0]);
    wanted = 1;
    line.pull();
    await waitUntil('the third', () => rung.length === 3);
  });

  it('asks for as many bells as there are free slots, and hears them', async () => {
    await serve();
    wanted = 2;
    line.use(await tower.access(key));
    await waitUntil('one pull for both', async () => (await pulls()) === 1);
    line.pull();
    await ring('slice-1');
    await waitUntil('a bell', () => rung.length === 1);
    expect(rung[0]).toMatchObject({ sliceId: 'slice-1', epoch: 1 });
    expect(rung[0]?.replySubject).toMatch(/^\$JS\.ACK\.WORK\.nmap\./);
    expect(await pulls()).toBe(1);
    // Never acknowledged by the agent: only the control plane's acknowledgement takes it away.
    expect((await manager.streams.info('WORK')).state.messages).toBe(1);
    overseer.publish(rung[0]?.replySubject ?? '', '+ACK');
    await waitUntil(
      'the bell is gone',
      async () => (await manager.streams.info('WORK')).state.messages === 0,
    );
    wanted = 0;
    await ring('slice-2');
    await waitUntil('the second bell', () => rung.length === 2);
    await ring('slice-3');
    await waitUntil('no pull is left', async () => (await pulls()) === 0);
    expect(rung).toHaveLength(2);
  });

  it('never takes a pull that was served for one that waits, whichever the server served', async () => {
    await serve();
    await line.close();
    line = newLine({ firstMs: 300, laterMs: 300, lostMs: 60_000 });
    wanted = 2;
    line.use(await tower.access(key));
    await waitUntil('a pull for two', async () => (await pulls()) === 1);
    wanted = 3;
    line.pull();
    await waitUntil('and one for one', async () => (await pulls()) === 2);
    for (const slice of ['slice-1', 'slice-2']) {
      const before = rung.length;
      await ring(slice);
      await waitUntil('its bell', () => rung.length > before);
    }
    expect(wanted).toBe(1);
    // Long past both: there is a pull, and only for one.
    const unheard = async (): Promise<number> => (await manager.consumers.info('WORK', 'nmap')).num_pending;
    let asked = 0;
    overseer.subscribe(PULL, { callback: () => void (asked += 1) });
    await waitUntil('more pulls, for those that expired', () => asked >= 3);
    await waitUntil('one pull', async () => (await pulls()) === 1);
    await ring('slice-3');
    await ring('slice-4');
    await waitUntil('one more bell', () => rung.length === 3);
    expect([wanted, await unheard()]).toEqual([0, 1]);
  });

  it('asks anew as soon as a slot is free again, whose bell was heard', async () => {
    await serve();
    wanted = 1;
    line.use(await tower.access(key));
    for (const slice of ['slice-1', 'slice-2', 'slice-3']) {
      await waitUntil('a pull', async () => (await pulls()) === 1);
      await ring(slice);
      await waitUntil('its bell', () => rung.at(-1)?.sliceId === slice);
      wanted = 1;
      line.pull();
    }
  });

  it('connects when NATS comes, and again when it was away', async () => {
    await serve();
    await overseer.close();
    await tower.stop();
    wanted = 1;
    line.use(await tower.access(key));
    await waitUntil('a failed attempt', () =>
      said.some((text) => text.includes('the bell is not connected')),
    );
    expect(line.connected).toBe(false);
    await serve();
    await waitUntil('one pull', async () => (await pulls()) === 1);
    await overseer.close();
    await tower.stop();
    await waitUntil('the line is down', () => !line.connected);
    await serve();
    await waitUntil('one pull again', async () => (await pulls()) === 1);
    await ring('slice-1');
    await waitUntil('a bell', () => rung.length === 1);
  }, 20_000);

  it('comes back with the newest token when its user has expired', async () => {
    await serve();
    wanted = 1;
    line.use(await tower.access(key, 4));
    const connects = (): number => said.filter((text) => text.includes('the bell is connected')).length;
    await waitUntil('connected', () => line.connected);
    line.use(await tower.access(key));
    await waitUntil('closed out and connected again', () => connects() === 2);
    expect(said.join('')).toContain('User Authentication Expired');
    await ring('slice-1');
    await waitUntil('a bell', () => rung.length === 1);
  }, 20_000);
});
