// @peculiar/x509 wants it before itself.
import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type PublicKey,
} from '@peculiar/x509';

/** The fleet's own certificates (RFC 5280): what is in them is decided here, never by who asks for one. */
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

const DAY_MS = 24 * 3_600_000;
/** A clock behind ours must not see a certificate from the future. */
const BACKDATED_MS = 5 * 60_000;
const AUTHORITY_DAYS = 3_650;
const SERVER_DAYS = 825;
export const AGENT_CERTIFICATE_MS = 7 * DAY_MS;

export interface KeyedCertificate {
  readonly certificatePem: string;
  /** PKCS#8. */
  readonly keyPem: string;
}

/** The authority that signs: its certificate and its private key. */
export interface Signatory {
  readonly certificate: X509Certificate;
  readonly key: webcrypto.CryptoKey;
}

/** A new authority of ten years that may sign certificates of servers and agents, but no further authority. */
export async function makeAuthority(now: Date): Promise<KeyedCertificate> {
  const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ CN: ['Scanfleet fleet authority'] }],
    ...period(now, AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: SIGNATURE,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: certificate.toString('pem'), keyPem: await privatePem(keys.privateKey) };
}

/** A new key and certificate for the control plane's gRPC door and for NATS. `names`: DNS names and addresses. */
export async function makeServer(
  by: Signatory,
  names: readonly string[],
  now: Date,
): Promise<KeyedCertificate> {
  const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = await sign(by, keys.publicKey, {
    subject: 'Scanfleet control plane',
    usage: ExtendedKeyUsage.serverAuth,
    names: names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value })),
    lifetimeMs: SERVER_DAYS * DAY_MS,
    now,
  });
  return { certificatePem: certificate.toString('pem'), keyPem: await privatePem(keys.privateKey) };
}

/** An agent's certificate of seven days for `publicKey`; the URI SAN is the identity. */
export function makeAgent(
  by: Signatory,
  publicKey: PublicKey,
  agentId: string,
  now: Date,
): Promise<X509Certificate> {
  return sign(by, publicKey, {
    subject: agentId,
    usage: ExtendedKeyUsage.clientAuth,
    names: [{ type: 'url', value: agentUri(agentId) }],
    lifetimeMs: AGENT_CERTIFICATE_MS,
    now,
  });
}

/** `scanfleet:agent:<id>` */
export const agentUri = (agentId: string): string => `scanfleet:agent:${agentId}`;

/** The authority from its two PEM texts. */
export async function signatory({ certificatePem, keyPem }: KeyedCertificate): Promise<Signatory> {
  const pkcs8 = createPrivateKey(keyPem).export({ format: 'der', type: 'pkcs8' });
  return {
    certificate: new X509Certificate(certificatePem),
    key: await webcrypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['sign']),
  };
}

interface Wanted {
  subject: string;
  usage: ExtendedKeyUsage;
  names: { type: 'dns' | 'ip' | 'url'; value: string }[];
  lifetimeMs: number;
  now: Date;
}

async function sign(
  by: Signatory,
  publicKey: PublicKey | webcrypto.CryptoKey,
  wanted: Wanted,
): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: [{ CN: [wanted.subject] }],
    issuer: by.certificate.subjectName,
    ...period(wanted.now, wanted.lifetimeMs),
    signingKey: by.key,
    signingAlgorithm: SIGNATURE,
    publicKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([wanted.usage]),
      new SubjectAlternativeNameExtension(wanted.names),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(by.certificate),
    ],
  });
}

const period = (now: Date, lifetimeMs: number) => ({
  notBefore: new Date(now.getTime() - BACKDATED_MS),
  notAfter: new Date(now.getTime() + lifetimeMs),
});

/** 127 random bits, positive, never zero (RFC 5280, 4.1.2.2). */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  }) as string;
}
