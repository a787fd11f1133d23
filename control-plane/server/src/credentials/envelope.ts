import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKey } from '../platform';

/** A secret at rest: sealed by a key of its own, which is wrapped by one of the key ring. */
export interface Envelope {
  readonly sealingKey: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** It was changed, belongs to another row, or its key is not in the key ring. */
export class UnopenedEnvelope extends Error {}

/** @param owner what the secret belongs to: put into another row, an envelope does not open */
export function seal(ring: SealingKey, owner: string, secret: string): Envelope {
  const key = randomBytes(KEY_BYTES);
  return {
    sealingKey: ring.id,
    wrappedKey: encrypt(ring.key, owner, key),
    sealed: encrypt(key, owner, Buffer.from(secret)),
  };
}

/** Throws UnopenedEnvelope. */
export function open(ring: readonly SealingKey[], owner: string, envelope: Envelope): string {
  return decrypt(keyOf(ring, owner, envelope), owner, envelope.sealed).toString();
}

/** The same secret, its key wrapped by another one of the ring. Throws UnopenedEnvelope. */
export function rewrap(
  ring: readonly SealingKey[],
  to: SealingKey,
  owner: string,
  envelope: Envelope,
): Pick<Envelope, 'sealingKey' | 'wrappedKey'> {
  const key = keyOf(ring, owner, envelope);
  return { sealingKey: to.id, wrappedKey: encrypt(to.key, owner, key) };
}

function keyOf(ring: readonly SealingKey[], owner: string, envelope: Envelope): Buffer {
  const wrapping = ring.find(({ id }) => id === envelope.sealingKey);
  if (!wrapping) throw new UnopenedEnvelope(`the key ring has no key ${envelope.sealingKey}`);
  return decrypt(wrapping.key, owner, envelope.wrappedKey);
}

/** AES-256-GCM (NIST SP 800-38D), a new nonce each time: nonce, tag, text. */
function encrypt(key: Buffer, owner: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function decrypt(key: Buffer, owner: string, bytes: Buffer): Buffer {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(owner));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new UnopenedEnvelope('it was changed, or belongs to something else');
  }
}
