import { type CallOptions, Metadata, type ServiceError } from '@grpc/grpc-js';
import { type CertificateIssued, EnrolmentClient } from '@scanfleet/proto';
import { type ControlPlaneAddress, channelOptions, credentials, target } from './channel';
import type { Identity } from './identity';

/** Unary calls give up after this; the caller asks again. */
const ANSWER_WITHIN_MS = 20_000;

/**
 * Trades a one-time join token for the agent's first certificate. Rejects with the gRPC failure; see
 * `retry` for what each means.
 */
export function enrol(
  address: ControlPlaneAddress,
  joinToken: string,
  hostname: string,
  nowMs: number,
): Promise<Identity> {
  return issued(address, null, nowMs, (client, certificateRequest, options, answer) =>
    client.enroll({ joinToken, certificateRequest, hostname }, new Metadata(), options, answer),
  );
}

/** A new key and certificate for an identity whose certificate may have expired up to seven days ago. */
export function renewCertificate(
  address: ControlPlaneAddress,
  identity: Identity,
  nowMs: number,
): Promise<Identity> {
  return issued(address, identity, nowMs, (client, certificateRequest, options, answer) =>
    client.renewCertificate({ certificateRequest }, new Metadata(), options, answer),
  );
}

type Ask = (
  client: EnrolmentClient,
  request: Buffer,
  options: CallOptions,
  answer: (error: ServiceError | null, certificate: CertificateIssued) => void,
) => void;

async function issued(
  address: ControlPlaneAddress,
  identity: Identity | null,
  nowMs: number,
  ask: Ask,
): Promise<Identity> {
  // Its libraries are large, and only an enrolment or a renewal needs them.
  const certificates = require('./certificate-request') as typeof import('./certificate-request');
  const { key, request } = await certificates.newCertificateRequest();
  const client = new EnrolmentClient(
    target(address),
    credentials(address, identity),
    channelOptions(address),
  );
  try {
    const options = { deadline: new Date(nowMs + ANSWER_WITHIN_MS) };
    const answer = await new Promise<CertificateIssued>((resolve, reject) =>
      ask(client, Buffer.from(request), options, (error, certificate) =>
        error ? reject(error) : resolve(certificate),
      ),
    );
    return {
      agentId: answer.agentId,
      key,
      certificate: certificates.certificatePem(answer.certificate),
      authority: certificates.certificatePem(answer.authority),
      expiresAtMs: Number(answer.expiresAtMs),
      renewAtMs: Number(answer.renewAtMs),
    };
  } finally {
    client.close();
  }
}
