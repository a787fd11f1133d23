import { Inject, Injectable } from '@nestjs/common';
import type { ServerUnaryCall, StatusObject, sendUnaryData } from '@grpc/grpc-js';
import type {
  CertificateIssued,
  EnrollRequest,
  EnrolmentServer,
  RenewCertificateRequest,
} from '@scanfleet/proto';
import { Enrolment, type CertificateIssue } from '../fleet';
import { Clock, isRefusal, Log, Refusal, type Result } from '../platform';
import { FailedAttempts } from './failed-attempts';
import { Peers, type Call } from './peer';
import { statusOf, tryAgain } from './status';

const TOO_MANY = new Refusal('too-many-attempts', 429, 'Too many failed enrolments; try again in a minute.');

/** The Enrolment service of the contract. */
@Injectable()
export class EnrolmentCalls {
  private readonly failures = new FailedAttempts();

  constructor(
    @Inject(Enrolment) private readonly enrolment: Enrolment,
    @Inject(Peers) private readonly peers: Peers,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  readonly service: EnrolmentServer = {
    enroll: (call: ServerUnaryCall<EnrollRequest, CertificateIssued>, callback) =>
      this.answer(callback, () => this.enrol(call, call.request)),
    renewCertificate: (call: ServerUnaryCall<RenewCertificateRequest, CertificateIssued>, callback) =>
      this.answer(callback, () => this.renew(call, call.request)),
  };

  private async enrol(call: Call, request: EnrollRequest): Promise<Result<CertificateIssue>> {
    const address = call.getPeer().replace(/:\d+$/, '');
    if (this.failures.isTooMany(address, this.clock.monotonicMs())) return TOO_MANY;
    const { joinToken, certificateRequest, hostname } = request;
    const issued = await this.enrolment.enrol(joinToken, certificateRequest, hostname);
    if (isRefusal(issued)) {
      this.failures.add(address, this.clock.monotonicMs());
      this.log.warn({ address, code: issued.code }, 'enrolment refused');
    } else {
      this.log.info({ address, agentId: issued.agentId }, 'agent enrolled');
    }
    return issued;
  }

  private async renew(call: Call, request: RenewCertificateRequest): Promise<Result<CertificateIssue>> {
    const peer = await this.peers.peerOf(call, { renewing: true });
    if (isRefusal(peer)) return peer;
    return this.enrolment.renew(peer.identity.agentId, request.certificateRequest);
  }

  private answer(
    callback: sendUnaryData<CertificateIssued>,
    work: () => Promise<Result<CertificateIssue>>,
  ): void {
    work().then(
      (result) => (isRefusal(result) ? callback(statusOf(result)) : callback(null, onTheWire(result))),
      (error: unknown) => callback(this.surprise(error)),
    );
  }

  private surprise(error: unknown): StatusObject {
    this.log.error({ err: error }, 'enrolment failed');
    return tryAgain();
  }
}

function onTheWire(issue: CertificateIssue): CertificateIssued {
  return {
    agentId: issue.agentId,
    certificate: issue.certificate,
    authority: issue.authority,
    expiresAtMs: BigInt(issue.expiresAt.getTime()),
    renewAtMs: BigInt(issue.renewAt.getTime()),
  };
}
