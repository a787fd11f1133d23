import { generateKeyPairSync, sign } from 'node:crypto';

/** The agent's own NATS user key: made in memory by each process; only the public part ever travels. */
export interface BellKey {
  /** As NATS writes a user's key: `U` and 55 letters and digits. */
  readonly publicKey: string;
  /** Ed25519 signature of a server's challenge, base64url without padding. */
  sign(challenge: string): string;
}

/** Of an Ed25519 public key in DER (SubjectPublicKeyInfo, RFC 8410) the last bytes are the key itself. */
const KEY_BYTES = 32;

/**
 * Made with node's own Ed25519: the JavaScript one of the NATS libraries takes longer than the rest of
 * the agent's start.
 */
export function newBellKey(): BellKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    publicKey: userKey(der.subarray(-KEY_BYTES)),
    sign: (challenge) => sign(null, Buffer.from(challenge), privateKey).toString('base64url'),
  };
}

const USER = 20 << 3;

/** Prefix byte, key, CRC-16 (little endian), in base 32 without padding: https://github.com/nats-io/nkeys. */
function userKey(key: Buffer): string {
  const prefixed = Buffer.concat([Buffer.from([USER]), key]);
  const check = Buffer.alloc(2);
  check.writeUInt16LE(crc16(prefixed));
  return base32(Buffer.concat([prefixed, check]));
}

/** CRC-16/XMODEM: polynomial 0x1021, start 0. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, 6; the 35 bytes of a key are 56 characters, so there is no padding to leave out. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += LETTERS[(held >> (bits - 5)) & 31];
  }
  return text;
}
