import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** What can be told of a private key without its passphrase. */
export interface PrivateKeyFacts {
  /** SHA256:… of the public key, as ssh-keygen(1) prints it. */
  readonly fingerprint: string;
  /** It needs a passphrase. */
  readonly encrypted: boolean;
}

const OPENSSH =
  /^-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/=\n]+)-----END OPENSSH PRIVATE KEY-----\n?$/;
const PLAIN =
  /^-----BEGIN (?:RSA |EC )?PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END (?:RSA |EC )?PRIVATE KEY-----\n?$/;
const MAGIC = Buffer.from('openssh-key-v1\0');
const ALGORITHMS = [
  ...['ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
];
const CURVES: Readonly<Record<string, string>> = {
  'P-256': 'nistp256',
  'P-384': 'nistp384',
  'P-521': 'nistp521',
};

/**
 * Reads OpenSSH's own format (PROTOCOL.key), of which the public part is never encrypted, and PEM and PKCS#8 without a
 * passphrase. Undefined for anything else. A key is never decrypted here: what that costs is in the file's own words.
 */
export function privateKeyFacts(text: string): PrivateKeyFacts | undefined {
  try {
    const [, base64] = OPENSSH.exec(text) ?? [];
    if (base64 !== undefined) return ofOpenssh(Buffer.from(base64, 'base64'));
    return PLAIN.test(text) ? ofPlain(createPrivateKey(text)) : undefined;
  } catch {
    return undefined;
  }
}

/** SHA256:… of a key as known_hosts has it. */
export const fingerprintOf = (hostKey: string): string =>
  fingerprint(Buffer.from(hostKey.split(' ')[1] ?? '', 'base64'));

const fingerprint = (blob: Buffer): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;

function ofOpenssh(bytes: Buffer): PrivateKeyFacts | undefined {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const read = reader(bytes, MAGIC.length);
  const cipher = read.string().toString('latin1');
  read.string();
  read.string();
  if (read.number() !== 1) return undefined;
  const blob = read.string();
  if (!ALGORITHMS.includes(reader(blob, 0).string().toString('latin1'))) return undefined;
  return { fingerprint: fingerprint(blob), encrypted: cipher !== 'none' };
}

/** Throws a RangeError behind the end. */
function reader(bytes: Buffer, from: number) {
  let at = from;
  const number = (): number => {
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  const string = (): Buffer => {
    const length = number();
    if (at + length > bytes.length) throw new RangeError('it ends too soon');
    at += length;
    return bytes.subarray(at - length, at);
  };
  return { number, string };
}

function ofPlain(key: KeyObject): PrivateKeyFacts | undefined {
  const blob = blobOf(createPublicKey(key));
  return blob && { fingerprint: fingerprint(blob), encrypted: false };
}

/** The public key as it goes over the wire (RFC 4253, RFC 5656, RFC 8709). */
function blobOf(key: KeyObject): Buffer | undefined {
  const { kty, crv = '', n = '', e = '', x = '', y = '' } = key.export({ format: 'jwk' });
  if (kty === 'RSA') return joined('ssh-rsa', integer(e), integer(n));
  if (kty === 'OKP' && crv === 'Ed25519') return joined('ssh-ed25519', raw(x));
  const curve = CURVES[crv];
  if (kty !== 'EC' || curve === undefined) return undefined;
  return joined(`ecdsa-sha2-${curve}`, Buffer.from(curve), Buffer.concat([Buffer.from([4]), raw(x), raw(y)]));
}

const raw = (text: string): Buffer => Buffer.from(text, 'base64url');

/** mpint of RFC 4251: positive. */
function integer(text: string): Buffer {
  const bytes = raw(text);
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function joined(algorithm: string, ...parts: Buffer[]): Buffer {
  return Buffer.concat(
    [Buffer.from(algorithm), ...parts].flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}
