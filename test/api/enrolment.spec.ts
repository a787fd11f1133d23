import 'reflect-metadata';
import { X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ChannelCredentials, Metadata, credentials, status, type ServiceError } from '@grpc/grpc-js';
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from '@peculiar/x509';
import {
  EnrolmentClient,
  FleetClient,
  type AgentMessage,
  type CertificateIssued,
  type FleetServer,
} from '@scanfleet/proto';
import { entities } from '../../control-plane/server/src/entities';
import {
  AgentOperations,
  Agents,
  Authority,
  Enrolment,
  Pools,
  generateKeys,
} from '../../control-plane/server/src/fleet';
import { EnrolmentCalls } from '../../control-plane/server/src/ingest/enrolment';
import { Peers } from '../../control-plane/server/src/ingest/peer';
import { FleetDoor } from '../../control-plane/server/src/ingest/server';
import { statusOf } from '../../control-plane/server/src/ingest/status';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  Database,
  ManualClock,
  Outbox,
  Refusal,
  Steps,
  Sweeper,
  SystemClock,
  isRefusal,
  keyFiles,
  ledgerSource,
  makeLogger,
  migrate,
  newId,
  readConfig,
} from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';
import { testSettings } from '../harness/settings';

const log = makeLogger('silent');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A key and a request for a certificate that claims to be whoever it likes. */
async function request(claims = 'CN=root') {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const made = await Pkcs10CertificateRequestGenerator.create({
    name: claims,
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new SubjectAlternativeNameExtension([{ type: 'url', value: `scanfleet:agent:${newId()}` }])],
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const keyPem = `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
  return { der: Buffer.from(made.rawData), keyPem };
}

describe('enrolment over the door', () => {
  // The certificates' times are compared by OpenSSL with the real time as well: the clock begins there.
  const clock = new ManualClock(new SystemClock().now());
  let folder: string;
  let ledger: Ledger;
  let database: Database;
  let pools: Pools;
  let agents: Agents;
  let operations: AgentOperations;
  let door: FleetDoor;
  let poolId: string;
  const clients: { close(): void }[] = [];

  const doorWith = async (keysFolder: string) => {
    const config = readConfig({
      SCANFLEET_DATABASE_URL: ledger.url,
      SCANFLEET_KEYS: keysFolder,
      SCANFLEET_FLEET_LISTEN: '127.0.0.1:0',
    });
    const authority = new Authority(config, clock);
    const members = new Agents(database, clock, config);
    const peers = new Peers(authority, members);
    const calls = new EnrolmentCalls(new Enrolment(database, clock, authority), peers, clock, log);
    // The Fleet service itself is proved elsewhere: here it says who called.
    const fleet: FleetServer = {
      session: (call) => void call.on('data', () => call.write({ message: undefined })),
      putSystemContentPart: (_call, callback) => callback(null, { nextOffset: 0n }),
      getContentPart: (_call, callback) => callback(null, { data: Buffer.alloc(0) }),
      putSupportBundle: (_call, callback) => callback(null, {}),
      putArtifactPart: (call, callback) => {
        void peers.peerOf(call).then((peer) => {
          if (isRefusal(peer)) return callback(statusOf(peer));
          const metadata = new Metadata();
          metadata.set('agent', peer.agent.id);
          callback(null, { nextOffset: 0n }, metadata);
        });
      },
    };
    const opened = new FleetDoor(config, new SystemClock(), log, peers, calls, fleet);
    await opened.listen();
    return { opened, members };
  };

  const newKeys = async (name: string): Promise<string> => {
    const keys = join(folder, name);
    const place = { natsHost: '127.0.0.1', natsPort: 4222, natsStoreFolder: join(folder, `${name}-store`) };
    await generateKeys(keys, { ...place, serverNames: [] }, clock);
    return keys;
  };

  beforeAll(async () => {
    ledger = await startLedger();
    folder = mkdtempSync(join(testSettings().folder, 'enrolment-'));
    const keys = await newKeys('keys');
    const config = readConfig({ SCANFLEET_DATABASE_URL: ledger.url, SCANFLEET_KEYS: keys });
    const source = await ledgerSource(config, { entities, migrations }).initialize();
    await inSchema(ledger, () => migrate(source));
    database = new Database(source);
    pools = new Pools(database, clock);
    ({ opened: door, members: agents } = await doorWith(keys));
    const outbox = new Outbox(database, clock, new Sweeper(clock, log), log);
    operations = new AgentOperations(database, clock, outbox, agents, pools, new Steps());
    poolId = (await pools.ensure('default')).id;
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    await door.close();
    await database.source.destroy();
    await ledger.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const authorityPem = () => readFileSync(keyFiles(join(folder, 'keys')).authorityCertificate);
  const address = () => `localhost:${door.port}`;

  const tls = (identity?: { keyPem: string; certificate: Buffer }): ChannelCredentials => {
    if (!identity) return credentials.createSsl(authorityPem());
    const pem = new NodeCertificate(identity.certificate).toString();
    return credentials.createSsl(authorityPem(), Buffer.from(identity.keyPem), Buffer.from(pem));
  };

  const enrolmentClient = (identity?: { keyPem: string; certificate: Buffer }): EnrolmentClient => {
    // One connection per client: grpc-js shares them between clients of equal options.
    const client = new EnrolmentClient(address(), tls(identity), { 'grpc.use_local_subchannel_pool': 1 });
    clients.push(client);
    return client;
  };

  const enrol = (joinToken: string, certificateRequest: Buffer, hostname = 'scanner-1') =>
    new Promise<CertificateIssued>((resolve, reject) =>
      enrolmentClient().enroll({ joinToken, certificateRequest, hostname }, (error, issued) =>
        error ? reject(error) : resolve(issued),
      ),
    );

  const renew = (identity: { keyPem: string; certificate: Buffer } | undefined, certificateRequest: Buffer) =>
    new Promise<CertificateIssued>((resolve, reject) =>
      enrolmentClient(identity).renewCertificate({ certificateRequest }, (error, issued) =>
        error ? reject(error) : resolve(issued),
      ),
    );

  /** Calls the Fleet service and gives the id of the agent it saw. */
  const callFleet = (identity?: { keyPem: string; certificate: Buffer }) =>
    new Promise<string>((resolve, reject) => {
      const client = new FleetClient(address(), tls(identity), { 'grpc.use_local_subchannel_pool': 1 });
      clients.push(client);
      const part = { sliceId: '', epoch: 0, sha256: '', totalBytes: 0n, offset: 0n, data: Buffer.alloc(0) };
      let seen = '';
      const call = client.putArtifactPart(part, (error) => (error ? reject(error) : undefined));
      call.on('status', ({ code, metadata }) => {
        seen = String(metadata.get('agent')[0]);
        if (code === status.OK) resolve(seen);
      });
    });

  const joinToken = async (): Promise<string> => {
    const issued = await pools.issueJoinToken(poolId, newId());
    if (issued instanceof Refusal) throw new Error(issued.reason);
    return issued.token;
  };

  const newAgent = async () => {
    const { der, keyPem } = await request();
    const issued = await enrol(await joinToken(), der);
    return { id: issued.agentId, keyPem, certificate: issued.certificate, issued };
  };

  const refusal = (code: status) => expect.objectContaining({ code }) as ServiceError;

  it('makes an agent of whoever brings a join token, under the name that the server picks', async () => {
    const claimed = newId();
    const { der, keyPem } = await request(`CN=${claimed}`);
    const issued = await enrol(await joinToken(), der, 'scan\u202ener\n-7');
    const certificate = new NodeCertificate(issued.certificate);
    expect(certificate.subject).toBe(`CN=${issued.agentId}`);
    expect(certificate.subjectAltName).toBe(`URI:scanfleet:agent:${issued.agentId}`);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate.checkIssued(new NodeCertificate(issued.authority))).toBe(true);
    expect(Number(issued.expiresAtMs) - clock.now().getTime()).toBe(7 * DAY);
    expect(Number(issued.renewAtMs) - clock.now().getTime()).toBe(DAY);
    expect(await callFleet({ keyPem, certificate: issued.certificate })).toBe(issued.agentId);
    expect(await agents.find(issued.agentId)).toMatchObject({
      poolId,
      poolName: 'default',
      name: 'scanner-7',
      state: 'Active',
      status: 'disconnected',
      certificateSerial: certificate.serialNumber,
      certificateExpiresAt: new Date(Number(issued.expiresAtMs)),
    });
  });

  it('takes a join token once, also when two machines come at once', async () => {
    const token = await joinToken();
    const [first, second] = [await request(), await request()];
    const both = await Promise.allSettled([enrol(token, first.der), enrol(token, second.der)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(enrol(token, first.der)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    const [row] = await database.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM agents a JOIN join_tokens j ON j.used_by_agent = a.id WHERE j.secret_hash = SHA2(?, 256)',
      [token],
    );
    expect(Number(row?.n)).toBe(1);
  });

  it('stores no join token in clear', async () => {
    const token = await joinToken();
    const rows = await database.rows('SELECT * FROM join_tokens');
    expect(JSON.stringify(rows)).not.toContain(token.slice(5));
  });

  it('refuses a join token of 15 minutes ago, and one it never gave', async () => {
    const [early, late] = [await joinToken(), await joinToken()];
    const { der } = await request();
    clock.advance(15 * MINUTE - 1);
    await enrol(early, der);
    clock.advance(1);
    await expect(enrol(late, der)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    for (const token of ['', 'x', `scfj_${'A'.repeat(43)}`, `scfj_${'A'.repeat(43)}' OR 1=1`]) {
      await expect(enrol(token, der)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    }
  });

  it('refuses a request without a proof of possession, and does not use up the token', async () => {
    const token = await joinToken();
    const { der } = await request();
    const forged = Buffer.from(der);
    forged[forged.length - 3]! ^= 1;
    for (const bad of [forged, Buffer.alloc(0), Buffer.from('not DER'), Buffer.alloc(9_000, 0x30)]) {
      await expect(enrol(token, bad)).rejects.toEqual(refusal(status.INVALID_ARGUMENT));
    }
    await enrol(token, der);
  });

  it('knows nobody without a certificate, or with one of another authority', async () => {
    await expect(callFleet()).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    await expect(renew(undefined, (await request()).der)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    const agent = await newAgent();
    const other = readConfig({ SCANFLEET_DATABASE_URL: ledger.url, SCANFLEET_KEYS: await newKeys('other') });
    const { der, keyPem } = await request();
    const forged = await new Authority(other, clock).issue(der, agent.id);
    if (isRefusal(forged)) throw new Error(forged.reason);
    const identity = { keyPem, certificate: forged.certificate };
    await expect(callFleet(identity)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    await expect(renew(identity, der)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
  });

  it('renews a certificate, also one that expired less than seven days ago, and that opens nothing else', async () => {
    const agent = await newAgent();
    const next = await request();
    const renewed = await renew(agent, next.der);
    expect(renewed.agentId).toBe(agent.id);
    expect(await callFleet({ keyPem: next.keyPem, certificate: renewed.certificate })).toBe(agent.id);

    clock.advance(7 * DAY + MINUTE);
    await expect(callFleet(agent)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    const late = await renew(agent, (await request()).der);
    expect(Number(late.expiresAtMs) - clock.now().getTime()).toBe(7 * DAY);

    clock.advance(7 * DAY);
    await expect(renew(agent, next.der)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
  });

  it('renews a certificate that OpenSSL itself calls expired', async () => {
    const past = new ManualClock(new Date(clock.now().getTime() - 8 * DAY));
    const keys = join(folder, 'keys');
    const config = readConfig({ SCANFLEET_DATABASE_URL: ledger.url, SCANFLEET_KEYS: keys });
    const agent = await newAgent();
    const { der, keyPem } = await request();
    const old = await new Authority(config, past).issue(der, agent.id);
    if (isRefusal(old)) throw new Error(old.reason);
    const identity = { keyPem, certificate: old.certificate };
    await expect(callFleet(identity)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    expect((await renew(identity, der)).agentId).toBe(agent.id);
  });

  it.each(['banned', 'retired'] as const)('lets no %s agent in, nor renew', async (cause) => {
    const agent = await newAgent();
    await operations.move(agent.id, cause, 'sessions');
    await expect(callFleet(agent)).rejects.toEqual(refusal(status.PERMISSION_DENIED));
    await expect(renew(agent, (await request()).der)).rejects.toEqual(refusal(status.PERMISSION_DENIED));
  });

  it('turns away an address that fails again and again, for a minute', async () => {
    clock.advance(MINUTE);
    const { der } = await request();
    for (let attempt = 0; attempt < 30; attempt++) {
      await expect(enrol('x', der)).rejects.toEqual(refusal(status.UNAUTHENTICATED));
    }
    const token = await joinToken();
    await expect(enrol(token, der)).rejects.toEqual(refusal(status.RESOURCE_EXHAUSTED));
    clock.advance(MINUTE);
    await enrol(token, der);
  });

  it('refuses a message above 1 MiB', async () => {
    await expect(enrol('x', Buffer.alloc(1024 * 1024 + 1))).rejects.toEqual(
      refusal(status.RESOURCE_EXHAUSTED),
    );
  });

  it('ends the sessions that nobody ends when it closes', async () => {
    const { opened } = await doorWith(join(folder, 'keys'));
    const client = new FleetClient(`localhost:${opened.port}`, tls());
    clients.push(client);
    const session = client.session();
    const ended = new Promise<void>((resolve) => session.on('status', () => resolve()));
    session.on('error', () => undefined);
    const answered = new Promise<void>((resolve) => session.on('data', () => resolve()));
    session.write({ message: undefined } satisfies AgentMessage);
    await answered;
    await opened.close();
    await ended;
    await expect(
      new Promise<void>((resolve, reject) =>
        client.waitForReady(new SystemClock().now().getTime() + 200, (error) =>
          error ? reject(error) : resolve(),
        ),
      ),
    ).rejects.toThrow();
  });
});
