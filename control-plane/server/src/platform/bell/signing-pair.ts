import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { fromSeed, type KeyPair } from '@nats-io/nkeys';

/** PKCS#8 around the 32 bytes of an Ed25519 seed (RFC 8410, 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * A pair of NATS keys that signs with node's own Ed25519. The library's, in JavaScript, blocks for 50 ms per
 * user: five minutes and more when a fleet of 10,000 comes back.
 */
export class SigningPair implements KeyPair {
  private readonly pair: KeyPair;
  private readonly publicKey: string;
  private readonly key: KeyObject;

  /** @throws Error unless `seed` is the text of an nkeys seed, such as `SA…`. */
  constructor(seed: string) {
    this.pair = fromSeed(Buffer.from(seed, 'utf8'));
    this.publicKey = this.pair.getPublicKey();
    this.key = createPrivateKey({
      key: Buffer.concat([PKCS8, rawSeed(seed)]),
      format: 'der',
      type: 'pkcs8',
    });
  }

  getPublicKey(): string {
    return this.publicKey;
  }

  sign(input: Uint8Array): Uint8Array {
    return sign(null, input, this.key);
  }

  /** Never asked for its value, only whether there is one. */
  getPrivateKey(): Uint8Array {
    return new Uint8Array();
  }

  getSeed(): Uint8Array {
    return this.pair.getSeed();
  }

  verify(input: Uint8Array, signature: Uint8Array): boolean {
    return this.pair.verify(input, signature);
  }

  clear(): void {
    this.pair.clear();
  }

  seal(input: Uint8Array, recipient: string, nonce?: Uint8Array): Uint8Array {
    return this.pair.seal(input, recipient, nonce);
  }

  open(message: Uint8Array, sender: string): Uint8Array | null {
    return this.pair.open(message, sender);
  }
}

/** Base32 of two bytes of prefix, 32 of seed and two of checksum; `fromSeed` has checked all three. */
function rawSeed(seed: string): Buffer {
  const bits = [...seed].map((character) => BASE32.indexOf(character).toString(2).padStart(5, '0')).join('');
  const bytes = Array.from({ length: 34 }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2),
  );
  return Buffer.from(bytes.slice(2));
}
