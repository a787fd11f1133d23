import { X509Certificate as NodeCertificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { Clock, type Config, CONFIG, isRefusal, keyFiles, Refusal, type Result } from '../platform';
import { AGENT_CERTIFICATE_MS, makeAgent, signatory, type Signatory } from './certificate';
import { verifyPeer, type PeerIdentity } from './peer-certificate';

/** An agent's new certificate. */
export interface CertificateIssue {
  readonly agentId: string;
  /** X.509, DER. */
  readonly certificate: Buffer;
  /** The fleet's authority, X.509, DER. */
  readonly authority: Buffer;
  /** Hexadecimal, upper case. */
  readonly serial: string;
  readonly expiresAt: Date;
  /** When the agent should ask for the next one. */
  readonly renewAt: Date;
}

/** A certificate that expired up to this long ago still proves who asks for a renewal; milliseconds. */
export const RENEWABLE_AFTER_EXPIRY_MS = 7 * 24 * 3_600_000;

const RENEW_AFTER_MS = 24 * 3_600_000;
const LARGEST_REQUEST = 8_192;
const CURVES = new Set(['P-256', 'P-384']);

interface Loaded {
  readonly signatory: Signatory;
  readonly certificate: NodeCertificate;
}

/** The fleet's certificate authority: signs agents' certificates and recognises them. */
@Injectable()
export class Authority {
  private loaded: Promise<Loaded> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The authority's own certificate, PEM: what agents trust. */
  async certificatePem(): Promise<string> {
    return (await this.load()).certificate.toString();
  }

  /**
   * Signs the key of a PKCS#10 request (DER) for `agentId`. Only the key is taken from the request; names and
   * extensions in it are ignored. Refusal `certificate-request-invalid`: malformed, signed by another key
   * than the one inside, or not an EC key on P-256 or P-384.
   */
  async issue(request: Uint8Array, agentId: string): Promise<Result<CertificateIssue>> {
    const read = await requestOf(request);
    if (isRefusal(read)) return read;
    const { signatory: by, certificate: authority } = await this.load();
    const now = this.clock.now();
    const certificate = Buffer.from((await makeAgent(by, read.publicKey, agentId, now)).rawData);
    return {
      agentId,
      certificate,
      authority: authority.raw,
      serial: new NodeCertificate(certificate).serialNumber,
      expiresAt: new Date(now.getTime() + AGENT_CERTIFICATE_MS),
      renewAt: new Date(now.getTime() + RENEW_AFTER_MS),
    };
  }

  /** Who presents this certificate, see `verifyPeer`; the agent's state is not looked at. */
  async recognise(presented: NodeCertificate, { renewing = false } = {}): Promise<Result<PeerIdentity>> {
    const { certificate } = await this.load();
    const allowExpiredMs = renewing ? RENEWABLE_AFTER_EXPIRY_MS : 0;
    return verifyPeer(presented, certificate, this.clock.now(), { allowExpiredMs });
  }

  private load(): Promise<Loaded> {
    this.loaded ??= loadFrom(this.config.keysFolder).catch((error: unknown) => {
      this.loaded = undefined;
      throw error;
    });
    return this.loaded;
  }
}

async function loadFrom(folder: string): Promise<Loaded> {
  const files = keyFiles(folder);
  const certificatePem = await readFile(files.authorityCertificate, 'utf8');
  const keyPem = await readFile(files.authorityKey, 'utf8');
  return {
    signatory: await signatory({ certificatePem, keyPem }),
    certificate: new NodeCertificate(certificatePem),
  };
}

async function requestOf(der: Uint8Array): Promise<Result<Pkcs10CertificateRequest>> {
  const invalid = (reason: string) => new Refusal('certificate-request-invalid', 400, reason);
  if (der.length === 0 || der.length > LARGEST_REQUEST) {
    return invalid(`The certificate request must have 1 to ${LARGEST_REQUEST} bytes.`);
  }
  try {
    const request = new Pkcs10CertificateRequest(new Uint8Array(der));
    const { name, namedCurve } = request.publicKey.algorithm as { name: string; namedCurve?: string };
    if (name !== 'ECDSA' || !namedCurve || !CURVES.has(namedCurve)) {
      return invalid('The key of the certificate request must be an EC key on P-256 or P-384.');
    }
    if (await request.verify()) return request;
    return invalid('The certificate request is not signed by the key it names.');
  } catch {
    return invalid('The certificate request is not a PKCS#10 request.');
  }
}
