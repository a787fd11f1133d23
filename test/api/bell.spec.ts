import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { createUser } from '@nats-io/nkeys';
import {
  connect,
  credsAuthenticator,
  jwtAuthenticator,
  type ConnectionOptions,
  type Msg,
  type NatsConnection,
} from '@nats-io/transport-node';
import { condition } from '../harness/condition';
import { accepts, freePorts } from '../harness/network';
import { Running } from '../harness/running';
import { testSettings } from '../harness/settings';
import {
  keyFiles,
  makeLogger,
  newId,
  readConfig,
  Refusal,
  Sweeper,
  SystemClock,
} from '../../control-plane/server/src/platform';
import { Bell, BellUsers, type BellPass } from '../../control-plane/server/src/platform/bell';
import { generateKeys } from '../../control-plane/server/src/fleet';

const clock = new SystemClock();
const log = makeLogger('silent');

describe('the bell, with the keys that init makes', () => {
  let folder: string;
  let port: number;
  let nats: Running;
  let sweeper: Sweeper;
  let bell: Bell;
  let users: BellUsers;
  let overseer: NatsConnection;
  let manager: JetStreamManager;
  const opened: NatsConnection[] = [];
  const store = () => join(folder, 'store');
  const keys = () => join(folder, 'keys');

  const startNats = async (): Promise<void> => {
    nats = new Running({
      name: 'nats',
      file: 'nats-server',
      args: ['-c', keyFiles(keys()).natsConfiguration],
      folder,
    });
    await nats.until('listening', () => accepts(port));
  };

  const open = async (options: ConnectionOptions): Promise<NatsConnection> => {
    const connection = await connect({
      servers: `127.0.0.1:${port}`,
      tls: { ca: readFileSync(keyFiles(keys()).authorityCertificate, 'utf8') },
      timeout: 5_000,
      reconnect: false,
      ...options,
    });
    opened.push(connection);
    return connection;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(testSettings().folder, 'fleet-bell-'));
    [port = 0] = await freePorts(1);
    const wanted = { natsHost: '127.0.0.1', natsPort: port, natsStoreFolder: store(), serverNames: [] };
    await generateKeys(keys(), wanted, clock);
    await startNats();
    const config = readConfig({
      SCANFLEET_DATABASE_URL: 'mysql://nobody@127.0.0.1/none',
      SCANFLEET_KEYS: keys(),
      SCANFLEET_NATS_SERVERS: `127.0.0.1:${port}`,
    });
    sweeper = new Sweeper(clock, log);
    bell = new Bell(config, clock, sweeper, log);
    users = new BellUsers(config, clock);
    bell.start();
    await condition('the bell is connected', () => bell.connected);
    const credentials = readFileSync(keyFiles(keys()).natsCredentials);
    overseer = await open({
      authenticator: credsAuthenticator(credentials),
      reconnect: true,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 100,
    });
    manager = await jetstreamManager(overseer, { checkAPI: false });
  });

  afterAll(async () => {
    await bell.stop();
    await sweeper.onApplicationShutdown();
    await Promise.all(opened.map((connection) => connection.close()));
    await nats.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** An agent of its own pool, connected with the pass that the control plane gave it. */
  const enlist = async (
    poolId: string,
    {
      agentId = newId(),
      expiresAt,
      ...options
    }: { agentId?: string; expiresAt?: Date } & ConnectionOptions = {},
  ) => {
    const key = createUser();
    const listener = { agentId, poolId, engines: ['nmap'], publicKey: key.getPublicKey() };
    const pass = (await users.passFor(listener)) as BellPass;
    const jwt = expiresAt ? ((await users.userFor(listener, expiresAt)) as string) : pass.jwt;
    const connection = await open({
      inboxPrefix: pass.inboxPrefix,
      authenticator: jwtAuthenticator(jwt, key.getSeed()),
      ...options,
    });
    const pull = (
      reply = `${pass.inboxPrefix}.bell`,
      request: object = { batch: 1, expires: 5e9 },
      place = 0,
    ) => connection.publish(pass.pulls[place]!.subject, JSON.stringify(request), { reply });
    const refusals: string[] = [];
    void (async () => {
      for await (const status of connection.status()) {
        if (status.type === 'error') refusals.push(status.error.message);
      }
    })();
    const heard: Msg[] = [];
    connection.subscribe(`${pass.inboxPrefix}.bell`, {
      callback: (_error, message) => void heard.push(message),
    });
    return { poolId, agentId, pass, connection, refusals, heard, pull };
  };

  const ringAt = (poolId: string, ring = 1) => ({ poolId, engine: 'nmap', sliceId: newId(), epoch: 3, ring });
  const messages = async (poolId: string) =>
    (await manager.streams.info(`WORK_${poolId.replaceAll('-', '')}`)).state.messages;

  it('refuses whoever comes without a user, or with one of another operator', async () => {
    await expect(open({})).rejects.toThrow(/authorization/i);
    await expect(open({ user: 'control-plane', pass: 'x' })).rejects.toThrow(/authorization/i);
    await expect(open({ tls: null })).rejects.toThrow();
  });

  it('is heard by an agent, and acknowledged by the control plane with the reply subject', async () => {
    const poolId = newId();
    const agent = await enlist(poolId);
    const ring = ringAt(poolId);
    const sequence = (await bell.ring(ring))!;
    expect(sequence).toBe(1);
    agent.pull();
    const heard = await condition('the bell is heard', () => agent.heard[0]);
    expect(heard.json()).toEqual({ slice: ring.sliceId, epoch: 3 });
    const reply = heard.reply!;
    expect(bell.acknowledge(reply, { poolId, engine: 'nmap', sequence: sequence + 1 })).toBe(false);
    expect(bell.acknowledge(reply, { poolId, engine: 'openscap', sequence })).toBe(false);
    expect(bell.acknowledge(reply, { poolId: newId(), engine: 'nmap', sequence })).toBe(false);
    expect(await messages(poolId)).toBe(1);
    expect(bell.acknowledge(reply, { poolId, engine: 'nmap', sequence })).toBe(true);
    await condition('the bell is gone', async () => (await messages(poolId)) === 0);
  });

  it('is out of the way once it is spent: acknowledged by who heard it, or removed unheard', async () => {
    const poolId = newId();
    const agent = await enlist(poolId);
    const rung = async () => ({ poolId, engine: 'nmap', sequence: (await bell.ring(ringAt(poolId)))! });
    const first = await rung();
    agent.pull();
    const heard = await condition('the bell is heard', () => agent.heard[0]);
    const [second, third] = [await rung(), await rung()];
    expect(await messages(poolId)).toBe(3);
    expect(await bell.spent(heard.reply!, first)).toBe(true);
    expect(await bell.spent('', second)).toBe(true);
    // The reply subject of another bell does not acknowledge that one.
    expect(await bell.spent(heard.reply!, third)).toBe(true);
    await condition('all are gone', async () => (await messages(poolId)) === 0);
    expect(await bell.spent('', third)).toBe(false);
  });

  it('is heard at an agent’s own desk, which is among those that it is told of', async () => {
    const poolId = newId();
    const [agent, other] = [await enlist(poolId), await enlist(poolId)];
    const desk = { poolId, engine: 'nmap', pinnedAgentId: agent.agentId };
    const sequence = (await bell.ring({ ...ringAt(poolId), ...desk }))!;
    expect(agent.pass.pulls.map(({ engine }) => engine)).toEqual(['nmap', 'nmap']);
    for (const place of [0, 1]) other.pull(undefined, undefined, place);
    agent.pull(undefined, undefined, 1);
    const heard = await condition('the bell is heard', () => agent.heard[0]);
    expect(other.heard.filter(({ headers }) => headers === undefined)).toEqual([]);
    expect(bell.acknowledge(heard.reply!, { ...desk, pinnedAgentId: null, sequence })).toBe(false);
    expect(bell.acknowledge(heard.reply!, { ...desk, sequence })).toBe(true);
    await condition('the bell is gone', async () => (await messages(poolId)) === 0);
  });

  it('rings once for one ring, and again for the next', async () => {
    const poolId = newId();
    const ring = ringAt(poolId);
    expect(await bell.ring(ring)).toBe(1);
    expect(await bell.ring(ring)).toBe(1);
    expect(await bell.ring({ ...ring, ring: 2 })).toBe(2);
    expect(await messages(poolId)).toBe(2);
    expect(await bell.remove(poolId, 1)).toBe(true);
    expect(await bell.remove(poolId, 1)).toBe(false);
    expect(await messages(poolId)).toBe(1);
  });

  it('rings for one agent alone where work is pinned', async () => {
    const poolId = newId();
    const [chosen, other] = [newId(), newId()];
    const ring = { ...ringAt(poolId), pinnedAgentId: chosen };
    const sequence = (await bell.ring(ring))!;
    const subject = (agentId: string) =>
      `$JS.API.CONSUMER.MSG.NEXT.WORK_${poolId.replaceAll('-', '')}.agent_${agentId.replaceAll('-', '')}_nmap`;
    const stranger = await enlist(poolId, { agentId: other });
    stranger.connection.publish(subject(chosen), '1', { reply: `${stranger.pass.inboxPrefix}.bell` });
    await condition('the stranger is refused', () => stranger.refusals.length > 0);
    const agent = await enlist(poolId, { agentId: chosen });
    agent.connection.publish(subject(chosen), '1', { reply: `${agent.pass.inboxPrefix}.bell` });
    const heard = await condition('the bell is heard', () => agent.heard[0]);
    expect(bell.acknowledge(heard.reply!, { ...ring, pinnedAgentId: null, sequence })).toBe(false);
    expect(bell.acknowledge(heard.reply!, { ...ring, sequence })).toBe(true);
    expect(stranger.heard).toEqual([]);
  });

  it('does not ring for an agent that has gone', async () => {
    const poolId = newId();
    await bell.ensurePool(poolId, ['nmap']);
    const gone = await enlist(poolId);
    const staying = await enlist(poolId);
    gone.pull();
    await gone.connection.flush();
    await gone.connection.close();
    staying.pull();
    await staying.connection.flush();
    await bell.ring(ringAt(poolId));
    // Had it gone to the other, it would come here when its wait for an acknowledgement is over: 20 s.
    await condition('the bell is heard', () => staying.heard[0], { timeoutMs: 5_000 });
  });

  describe('an agent', () => {
    let agent: Awaited<ReturnType<typeof enlist>>;
    beforeAll(async () => {
      const poolId = newId();
      await bell.ring(ringAt(poolId));
      agent = await enlist(poolId);
    });

    it.each<[string, (poolId: string) => [string, string]]>([
      ['ring itself', (poolId) => [`work.${poolId.replaceAll('-', '')}.nmap`, '{}']],
      ['delete the stream', (poolId) => [`$JS.API.STREAM.DELETE.WORK_${poolId.replaceAll('-', '')}`, '']],
      ['purge the stream', (poolId) => [`$JS.API.STREAM.PURGE.WORK_${poolId.replaceAll('-', '')}`, '']],
      ['make a consumer', (poolId) => [`$JS.API.CONSUMER.CREATE.WORK_${poolId.replaceAll('-', '')}`, '{}']],
      ['ask who else is there', () => ['$SYS.REQ.USER.INFO', '']],
      ['write to another inbox', () => [`_INBOX_${newId().replaceAll('-', '')}.bell`, 'x']],
    ])('cannot %s', async (_what, message) => {
      const [subject, payload] = message(agent.poolId);
      const before = agent.refusals.length;
      agent.connection.publish(subject, payload);
      await condition('the server refuses', () => agent.refusals.length > before);
      expect(agent.refusals.at(-1)).toMatch(/permissions? violation/i);
      expect(await messages(agent.poolId)).toBe(1);
    });

    it('cannot acknowledge', async () => {
      const poolId = newId();
      await bell.ring(ringAt(poolId));
      const agent = await enlist(poolId);
      agent.pull();
      const heard = await condition('the bell is heard', () => agent.heard[0]);
      agent.connection.publish(heard.reply!, '+ACK');
      heard.respond('+ACK');
      await condition('the server refuses', () => agent.refusals.length >= 2);
      expect(await messages(poolId)).toBe(1);
    });

    it('cannot make the server acknowledge or delete on its behalf', async () => {
      const poolId = newId();
      const stream = `WORK_${poolId.replaceAll('-', '')}`;
      await bell.ring(ringAt(poolId));
      const agent = await enlist(poolId);
      agent.pull();
      const heard = await condition('the bell is heard', () => agent.heard[0]);
      agent.pull(heard.reply!, { batch: 1, no_wait: true });
      agent.pull(`$JS.API.STREAM.DELETE.${stream}`, { batch: 1, no_wait: true });
      agent.pull(`$JS.API.STREAM.PURGE.${stream}`, { batch: 1, no_wait: true });
      agent.pull(undefined, { batch: 1, no_wait: true });
      await condition('the last pull was answered', () => agent.heard.length > 1);
      expect(await messages(poolId)).toBe(1);
    });

    it('cannot read what others are told', async () => {
      for (const subject of [
        '>',
        'work.>',
        '_INBOX_*.>',
        `_INBOX_${newId().replaceAll('-', '')}.>`,
        '_INBOX.>',
        '$JS.>',
      ]) {
        const before = agent.refusals.length;
        agent.connection.subscribe(subject);
        await condition(`${subject} is refused`, () => agent.refusals.length > before);
      }
    });

    it('cannot pull the bells of another pool', async () => {
      const other = newId();
      await bell.ring(ringAt(other));
      const before = agent.refusals.length;
      agent.connection.publish(bell.pullSubject(other, 'nmap'), '1', {
        reply: `${agent.pass.inboxPrefix}.bell`,
      });
      await condition('the server refuses', () => agent.refusals.length > before);
      expect(agent.heard).toEqual([]);
    });

    it('is cut off when its user ends', async () => {
      const agent = await enlist(newId(), { expiresAt: new Date(clock.now().getTime() + 2_000) });
      await condition('the connection is closed', () => agent.connection.isClosed());
    });

    it('needs the key of a NATS user', async () => {
      const listener = {
        agentId: newId(),
        poolId: newId(),
        engines: ['nmap'],
        publicKey: 'U'.padEnd(56, 'A'),
      };
      expect(await users.passFor(listener)).toBeInstanceOf(Refusal);
    });
  });

  it('stays quiet while NATS is away, and makes the streams again in an empty store', async () => {
    const poolId = newId();
    await bell.ring(ringAt(poolId));
    const agent = await enlist(poolId, {
      reconnect: true,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 1_000,
    });
    nats.kill('SIGKILL');
    await nats.ended;
    await condition('the bell noticed', () => !bell.connected);
    expect(await bell.ring(ringAt(poolId))).toBeUndefined();
    expect(await bell.remove(poolId, 1)).toBe(false);
    rmSync(store(), { recursive: true, force: true });
    await startNats();
    await condition('the bell is connected again', () => bell.connected);
    await condition('stream and consumer are there again', async () => {
      const info = await manager.consumers.info(`WORK_${poolId.replaceAll('-', '')}`, 'nmap');
      return info.num_pending === 0;
    });
    const sequence = (await bell.ring(ringAt(poolId)))!;
    // What it pulled before the stream was there is lost, and expires.
    const heard = await condition(
      'the bell is heard',
      () => {
        if (!agent.connection.isClosed()) agent.pull();
        return agent.heard.find((message) => message.reply);
      },
      { everyMs: 250 },
    );
    expect(bell.acknowledge(heard.reply!, { poolId, engine: 'nmap', sequence })).toBe(true);
  });

  it('makes a stream again that somebody deleted', async () => {
    const poolId = newId();
    await bell.ring(ringAt(poolId));
    await manager.streams.delete(`WORK_${poolId.replaceAll('-', '')}`);
    expect(await bell.ring(ringAt(poolId))).toBe(1);
  });
});
