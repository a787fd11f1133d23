import 'reflect-metadata';
import { randomUUID, webcrypto } from 'node:crypto';
import { Server, type ServerDuplexStream, type ServiceError, experimental, status } from '@grpc/grpc-js';
import * as x509 from '@peculiar/x509';
import {
  type AgentMessage,
  type ArtifactPart,
  type ControlMessage,
  type EnrollRequest,
  type EnrolmentServer,
  EnrolmentService,
  type FleetServer,
  FleetService,
  type Hello,
  type NmapOptions,
  NmapScan,
  type Stop,
  type StopKind,
  type Welcome,
  type LeftOut,
} from '@scanfleet/proto';

/*
 * What the agent's specs stand on: a control plane on real gRPC over mutual TLS that does what a spec
 * tells it. It keeps no ledger and decides nothing.
 */

type Heard = NonNullable<AgentMessage['message']>;
type Said = NonNullable<ControlMessage['message']>;
type ValueOf<Case extends Heard['$case']> = Extract<Heard, { $case: Case }>['value'];

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** The fleet's certificate authority of a spec; it signs the server and every agent. */
export class ScriptedAuthority {
  private constructor(
    readonly certificate: x509.X509Certificate,
    private readonly keys: webcrypto.CryptoKeyPair,
  ) {}

  static async make(): Promise<ScriptedAuthority> {
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=spec authority',
      keys,
      signingAlgorithm: algorithm,
      ...lifetime(),
      extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
    });
    return new ScriptedAuthority(certificate, keys);
  }

  get pem(): string {
    return this.certificate.toString('pem');
  }

  /** Certificate and key (PEM) of a server at 127.0.0.1 and localhost. */
  async server(): Promise<{ certificate: string; key: string }> {
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const names = new x509.SubjectAlternativeNameExtension([
      { type: 'ip', value: '127.0.0.1' },
      { type: 'dns', value: 'localhost' },
    ]);
    const certificate = await this.sign('CN=spec server', keys.publicKey, [names]);
    const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { certificate: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
  }

  /** An agent's certificate, as enrolment issues it. */
  async agent(request: Uint8Array, agentId: string): Promise<x509.X509Certificate> {
    const csr = new x509.Pkcs10CertificateRequest(request);
    if (!(await csr.verify())) throw new Error('the request proves no possession of its key');
    const name = { type: 'url' as const, value: `scanfleet:agent:${agentId}` };
    return this.sign('CN=agent', csr.publicKey, [new x509.SubjectAlternativeNameExtension([name])]);
  }

  private sign(
    subject: string,
    publicKey: x509.PublicKeyType,
    extensions: x509.Extension[],
  ): Promise<x509.X509Certificate> {
    return x509.X509CertificateGenerator.create({
      subject,
      issuer: this.certificate.subject,
      publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: algorithm,
      ...lifetime(),
      extensions,
    });
  }
}

function lifetime(): { notBefore: Date; notAfter: Date } {
  const now = performance.timeOrigin + performance.now();
  return { notBefore: new Date(now - 60_000), notAfter: new Date(now + 3_600_000) };
}

/** One stream of an agent, as the spec sees it. */
export class ScriptedSession {
  readonly messages: Heard[] = [];
  /** Chunk numbers in the order they came. */
  readonly chunkSeqs: number[] = [];
  ended = false;
  private readonly unread: Heard[] = [];
  private waiting: (() => void)[] = [];

  constructor(
    private readonly call: ServerDuplexStream<AgentMessage, ControlMessage>,
    readonly hello: Hello,
    /** From the client's certificate. */
    readonly peer: string,
  ) {}

  say(message: Said): void {
    this.call.write({ message });
  }

  /** The next message of this kind that the spec has not had yet; waits for it. */
  async heard<Case extends Heard['$case']>(kind: Case): Promise<ValueOf<Case>> {
    for (;;) {
      const at = this.unread.findIndex(({ $case }) => $case === kind);
      const [found] = at < 0 ? [] : this.unread.splice(at, 1);
      // `kind` is what it was found by; the compiler does not follow that through a type parameter.
      if (found) return found.value as ValueOf<Case>;
      if (this.ended) throw new Error(`the session ended without ${kind}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  count(kind: Heard['$case']): number {
    return this.messages.filter(({ $case }) => $case === kind).length;
  }

  /** Ends the stream with a status. */
  fail(code: status, details: string): void {
    this.call.emit('error', Object.assign(new Error(details), { code, details }) as ServiceError);
  }

  take(message: Heard): void {
    this.messages.push(message);
    if (message.$case === 'chunk') this.chunkSeqs.push(Number(message.value.seq));
    this.unread.push(message);
    this.notice();
  }

  end(): void {
    this.ended = true;
    this.notice();
  }

  private notice(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** What the control plane does by itself; a spec changes what it is about. */
export interface Script {
  welcome: (hello: Hello) => Partial<Welcome>;
  /** Acknowledges each chunk at once, answers Renew, and settles every last word as done. */
  answers: { ack: boolean; renewed: boolean; settled: boolean };
  putArtifactPart: (part: ArtifactPart) => Promise<number> | number;
  /** What enrolment and renewal answer instead of a certificate. */
  refuse: { code: status; details: string } | null;
}

export class ScriptedControlPlane {
  readonly sessions: ScriptedSession[] = [];
  readonly enrolled: EnrollRequest[] = [];
  /** Names in the certificates that were presented to renew them. */
  readonly renewals: string[] = [];
  /** Artifacts by SHA-256, as far as they came. */
  readonly artifacts = new Map<string, Buffer>();
  script: Script;
  private readonly server = new Server();
  private waiting: (() => void)[] = [];
  private port = 0;

  private constructor(readonly authority: ScriptedAuthority) {
    this.script = {
      welcome: () => ({}),
      answers: { ack: true, renewed: true, settled: true },
      putArtifactPart: (part) => this.keepPart(part),
      refuse: null,
    };
  }

  static async start(): Promise<ScriptedControlPlane> {
    const plane = new ScriptedControlPlane(await ScriptedAuthority.make());
    await plane.listen();
    return plane;
  }

  get url(): URL {
    return new URL(`https://127.0.0.1:${this.port}`);
  }

  get address(): { url: URL; ca: Buffer } {
    return { url: this.url, ca: Buffer.from(this.authority.pem) };
  }

  /** The session with this number, from 0; waits for it. */
  async session(at: number): Promise<ScriptedSession> {
    for (;;) {
      const session = this.sessions[at];
      if (session) return session;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Ends everything at once. */
  stop(): void {
    this.server.forceShutdown();
  }

  private async listen(): Promise<void> {
    const { certificate, key } = await this.authority.server();
    // The server listens to what is told only after it has asked.
    const provider: experimental.CertificateProvider = {
      addCaCertificateListener: (tell) =>
        queueMicrotask(() => tell({ caCertificate: Buffer.from(this.authority.pem) })),
      removeCaCertificateListener: () => undefined,
      addIdentityCertificateListener: (tell) =>
        queueMicrotask(() => tell({ certificate: Buffer.from(certificate), privateKey: Buffer.from(key) })),
      removeIdentityCertificateListener: () => undefined,
    };
    const enrolment: EnrolmentServer = {
      enroll: (call, answer) => {
        if (this.script.refuse) return answer(this.script.refuse);
        this.enrolled.push(call.request);
        void this.issue(call.request.certificateRequest, randomUUID()).then(
          (issued) => answer(null, issued),
          answer,
        );
      },
      renewCertificate: (call, answer) => {
        if (this.script.refuse) return answer(this.script.refuse);
        const peer = call.getAuthContext().sslPeerCertificate?.subjectaltname ?? '';
        this.renewals.push(peer);
        const agentId = peer.replace('URI:scanfleet:agent:', '');
        void this.issue(call.request.certificateRequest, agentId).then(
          (issued) => answer(null, issued),
          answer,
        );
      },
    };
    const fleet: FleetServer = {
      session: (call) => this.serve(call),
      getContentPart: (_call, answer) => answer(null, { data: Buffer.alloc(0) }),
      putSystemContentPart: (_call, answer) => answer(null, { nextOffset: 0n }),
      putSupportBundle: (_call, answer) => answer(null, {}),
      putArtifactPart: (call, answer) =>
        void Promise.resolve(call.request)
          .then((part) => this.script.putArtifactPart(part))
          .then((next) => answer(null, { nextOffset: BigInt(next) }), answer),
    };
    this.server.addService(EnrolmentService, enrolment);
    this.server.addService(FleetService, fleet);
    // Asks for a client certificate and does not insist: enrolment has none.
    const credentials = experimental.createCertificateProviderServerCredentials(provider, provider, false);
    this.port = await new Promise((resolve, reject) =>
      this.server.bindAsync('127.0.0.1:0', credentials, (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
  }

  private async issue(
    request: Buffer,
    agentId: string,
  ): Promise<{
    agentId: string;
    certificate: Buffer;
    authority: Buffer;
    expiresAtMs: bigint;
    renewAtMs: bigint;
  }> {
    const certificate = await this.authority.agent(request, agentId);
    const expiresAtMs = BigInt(certificate.notAfter.getTime());
    return {
      agentId,
      certificate: Buffer.from(certificate.rawData),
      authority: Buffer.from(this.authority.certificate.rawData),
      expiresAtMs,
      renewAtMs: expiresAtMs - 1_800_000n,
    };
  }

  private serve(call: ServerDuplexStream<AgentMessage, ControlMessage>): void {
    const peer = call.getAuthContext().sslPeerCertificate?.subjectaltname;
    let session: ScriptedSession | null = null;
    call.on('data', ({ message }: AgentMessage) => {
      if (!message) return;
      if (message.$case === 'hello') session = this.welcome(call, message.value, peer ?? '');
      else if (session) {
        session.take(message);
        this.answer(session, message);
      }
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
    call.on('close', () => session?.end());
    call.on('cancelled', () => session?.end());
  }

  private welcome(
    call: ServerDuplexStream<AgentMessage, ControlMessage>,
    hello: Hello,
    peer: string,
  ): ScriptedSession {
    const session = new ScriptedSession(call, hello, peer);
    const welcome: Welcome = {
      protocol: hello.protocol,
      sessionId: randomUUID(),
      agentName: 'spec agent',
      timings: {
        heartbeatMs: 60_000,
        renewMs: 60_000,
        stopAfterMs: 120_000,
        killGraceMs: 1_000,
        returnWithinMs: 0,
      },
      window: 4,
      held: hello.held.map(({ sliceId, epoch }) => ({
        sliceId,
        epoch,
        verdict: { $case: 'goOnFromSeq', value: 0n },
      })),
      bell: undefined,
      ...this.script.welcome(hello),
    };
    session.say({ $case: 'welcome', value: welcome });
    this.sessions.push(session);
    for (const resolve of this.waiting.splice(0)) resolve();
    return session;
  }

  private answer(session: ScriptedSession, message: Heard): void {
    const { ack, renewed, settled } = this.script.answers;
    switch (message.$case) {
      case 'chunk': {
        const { sliceId, epoch, seq } = message.value;
        if (ack) session.say({ $case: 'ack', value: { sliceId, epoch, nextSeq: seq + 1n, stop: undefined } });
        return;
      }
      case 'renew': {
        const { sliceId, epoch, sentBootMs } = message.value;
        if (renewed) session.say(renewedOf({ sliceId, epoch }, sentBootMs));
        return;
      }
      case 'finish':
      case 'stopAck':
      case 'reject': {
        const { sliceId, epoch } = message.value;
        if (settled) session.say({ $case: 'settled', value: { sliceId, epoch, state: 'Done', reason: '' } });
        return;
      }
      default:
    }
  }

  private keepPart({ sha256, offset, data, totalBytes }: ArtifactPart): number {
    const before = this.artifacts.get(sha256) ?? Buffer.alloc(0);
    if (Number(offset) !== before.length) return before.length;
    const now = Buffer.concat([before, data]);
    this.artifacts.set(sha256, now);
    if (now.length > Number(totalBytes)) throw new Error('more bytes than announced');
    return now.length;
  }
}

/** The answer to a Renew. */
export function renewedOf(slice: { sliceId: string; epoch: number }, sentBootMs: bigint, stop?: Stop): Said {
  const { sliceId, epoch } = slice;
  const stopReason = stop?.reason ?? '';
  return { $case: 'renewed', value: { sliceId, epoch, sentBootMs, stopReason, stop, releaseCount: 0 } };
}

/** An order to stop the slice's first epoch. */
export function stopOf(sliceId: string, kind: StopKind, graceMs = 0): Stop {
  return { sliceId, epoch: 1, reason: 'asked for', kind, graceMs };
}

/** Options of a ping scan: what a grant carries where the engine is scripted and does not look at them. */
export const pingOptions: NmapOptions = {
  scan: NmapScan.NMAP_SCAN_PING,
  ports: undefined,
  hostDiscovery: true,
  serviceDetection: false,
  osDetection: false,
  traceroute: false,
  resolveNames: false,
  scriptSets: [],
  scripts: [],
  timing: 3,
};

/** An answer to a heartbeat that makes the agent claim without a bell. */
export const workWaits: Said = {
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
};

/** The `grant` that answers a claim. */
export function grantOf(
  nonce: string,
  sliceId: string,
  targets: readonly string[],
  epoch = 1,
  leftOut: LeftOut[] = [],
): Said {
  return {
    $case: 'grant',
    value: {
      nonce,
      sliceId,
      epoch,
      scanId: randomUUID(),
      targets: [...targets],
      leftOut,
      work: { $case: 'nmap', value: pingOptions },
      traceId: '0123456789abcdef0123456789abcdef',
      login: undefined,
      begun: [],
    },
  };
}
