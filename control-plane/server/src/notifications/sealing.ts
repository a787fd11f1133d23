import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, keyFiles, type Config } from '../platform';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps secrets that have to be used again, and signs what comes back: by keys drawn (HKDF, RFC 5869) from the authority's
 * private key, which every replica has and the database has not. A copy of the database alone opens nothing.
 */
@Injectable()
export class Sealing {
  private readonly keys = new Map<string, Buffer>();

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'keysFolder'>) {}

  /** AES-256-GCM; `context` names what it belongs to and has to be the same when it is opened. */
  seal(secret: string, context: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key('seal'), nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when it was not sealed here, or for something else. */
  open(sealed: Buffer, context: string): string {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key('seal'), nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
    const rest = sealed.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8');
  }

  /** The text with its signature: `<text in base64url>.<HMAC>`. */
  sign(text: string): string {
    return `${Buffer.from(text).toString('base64url')}.${this.signature(text).toString('base64url')}`;
  }

  /** The text that was signed here; undefined for anything else. */
  signed(token: string): string | undefined {
    const [, body = '', given = ''] = /^([\w-]{1,1000})\.([\w-]{43})$/.exec(token) ?? [];
    const text = Buffer.from(body, 'base64url').toString('utf8');
    const [wanted, got] = [this.signature(text), Buffer.from(given, 'base64url')];
    return got.length === wanted.length && timingSafeEqual(got, wanted) ? text : undefined;
  }

  private signature(text: string): Buffer {
    return createHmac('sha256', this.key('sign')).update(text).digest();
  }

  private key(purpose: 'seal' | 'sign'): Buffer {
    const known = this.keys.get(purpose);
    if (known) return known;
    const root = readFileSync(keyFiles(this.config.keysFolder).authorityKey);
    const key = Buffer.from(hkdfSync('sha256', root, '', `scanfleet notifications ${purpose}`, 32));
    this.keys.set(purpose, key);
    return key;
  }
}
