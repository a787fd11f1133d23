import type { X509Certificate } from 'node:crypto';
import { isId, Refusal, type Result } from '../platform';

/** Who an agent is, as its certificate proves. */
export interface PeerIdentity {
  readonly agentId: string;
  /** Hexadecimal, upper case. */
  readonly serial: string;
  readonly expiresAt: Date;
}

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const IDENTITY = /^URI:scanfleet:agent:([0-9a-f-]{36})$/;

const refused = (reason: string): Refusal => new Refusal('certificate-refused', 401, reason);

/**
 * Reads an agent's certificate: signed by the fleet's authority itself, for client authentication, with one
 * name and that the identity, and valid now; or expired for at most `allowExpiredMs`, which only a renewal
 * allows. That the peer holds the key was proved by the TLS handshake.
 */
export function verifyPeer(
  certificate: X509Certificate,
  authority: X509Certificate,
  now: Date,
  { allowExpiredMs = 0 }: { allowExpiredMs?: number } = {},
): Result<PeerIdentity> {
  if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) {
    return refused("The client certificate is not of this fleet's authority.");
  }
  if (certificate.ca || !certificate.keyUsage?.includes(CLIENT_AUTHENTICATION)) {
    return refused('The client certificate is not for client authentication.');
  }
  const agentId = IDENTITY.exec(certificate.subjectAltName ?? '')?.[1];
  if (!agentId || !isId(agentId)) return refused('The client certificate names no agent.');
  const expiresAt = new Date(certificate.validTo);
  if (!(now.getTime() >= new Date(certificate.validFrom).getTime())) {
    return refused('The client certificate is not valid yet.');
  }
  if (!(now.getTime() <= expiresAt.getTime() + allowExpiredMs)) {
    return refused('The client certificate has expired.');
  }
  return { agentId, serial: certificate.serialNumber, expiresAt };
}
