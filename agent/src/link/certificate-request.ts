import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { PemConverter, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

/** A new key pair and the request for its certificate. */
export interface CertificateRequest {
  /** PEM, PKCS#8. */
  key: string;
  /** PKCS#10, DER, signed with the key: the proof of possession. */
  request: Uint8Array;
}

/**
 * Makes an EC P-256 key and a PKCS#10 request (RFC 2986). The request names nobody: the control plane
 * picks the identity. This file is loaded only to enrol or renew, because its libraries are large.
 */
export async function newCertificateRequest(): Promise<CertificateRequest> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create(
    { name: 'CN=scanfleet agent', keys, signingAlgorithm: algorithm },
    webcrypto,
  );
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { key: PemConverter.encode(key, 'PRIVATE KEY'), request: new Uint8Array(request.rawData) };
}

/** DER to PEM. */
export function certificatePem(der: Uint8Array): string {
  return PemConverter.encode(der, 'CERTIFICATE');
}
