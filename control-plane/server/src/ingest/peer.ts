import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerDuplexStream, ServerUnaryCall } from '@grpc/grpc-js';
import { Agents, Authority, isAdmitted, type AgentRecord, type PeerIdentity } from '../fleet';
import { isRefusal, Refusal, type Result } from '../platform';

/** The agent at the other end of a call. */
export interface Peer {
  readonly identity: PeerIdentity;
  readonly agent: AgentRecord;
}

interface Entry {
  readonly socket: TLSSocket;
  readonly certificate: X509Certificate;
}

/** What is needed of a call to know its connection. */
export type Call = Pick<ServerUnaryCall<unknown, unknown> | ServerDuplexStream<unknown, unknown>, 'getPeer'>;

const NO_CERTIFICATE = new Refusal('certificate-missing', 401, 'This call needs a client certificate.');
const NOT_ADMITTED = new Refusal('agent-refused', 403, 'The agent is unknown, retired or banned.');

/**
 * Knows who is at the other end. The handshake takes any client certificate or none, so that a machine can
 * enrol and an agent can renew a certificate that has just expired; who it is worth is decided here, for each
 * call anew. grpc-js hides a certificate that OpenSSL would refuse, so the socket's is remembered by the
 * peer's address and port, which are its own as long as the connection lasts.
 */
@Injectable()
export class Peers {
  private readonly certificates = new Map<string, Entry>();

  constructor(
    @Inject(Authority) private readonly authority: Authority,
    @Inject(Agents) private readonly agents: Agents,
  ) {}

  /** After the handshake, before any call. */
  remember(socket: TLSSocket): void {
    // The handshake's own: to read its bytes again costs more than to verify it.
    const certificate = socket.getPeerX509Certificate();
    const name = `${socket.remoteAddress}:${socket.remotePort}`;
    // A port is used again: what an earlier connection proved must not speak for this one.
    this.certificates.delete(name);
    if (!certificate) return;
    const entry = { socket, certificate };
    this.certificates.set(name, entry);
    socket.once('close', () => {
      if (this.certificates.get(name) === entry) this.certificates.delete(name);
    });
  }

  /** Who the caller's certificate says it is; whether that agent is admitted is asked by whoever goes on. Refusals as of peerOf. */
  async identityOf(call: Call, { renewing = false } = {}): Promise<Result<PeerIdentity>> {
    const entry = this.certificates.get(call.getPeer());
    if (!entry || entry.socket.destroyed) return NO_CERTIFICATE;
    return this.authority.recognise(entry.certificate, { renewing });
  }

  /**
   * Who calls. Refusals: `certificate-missing` and `certificate-refused` (UNAUTHENTICATED), `agent-refused`
   * (PERMISSION_DENIED: unknown, retired or banned). `renewing` takes a certificate that expired up to seven
   * days ago as well.
   */
  async peerOf(call: Call, { renewing = false } = {}): Promise<Result<Peer>> {
    const identity = await this.identityOf(call, { renewing });
    if (isRefusal(identity)) return identity;
    const agent = await this.agents.find(identity.agentId);
    return agent && isAdmitted(agent.state) ? { identity, agent } : NOT_ADMITTED;
  }
}
