import { createHash, type KeyObject, verify } from 'node:crypto';

/** A program of the agent, as somebody who may make such programs signed it. */
export interface SignedBundle {
  version: string;
  /** Of its bytes, hex. */
  sha256: string;
  bytes: number;
  /** Ed25519, over `statementOf`. */
  signature: Uint8Array;
}

/** What is signed: which bytes are which version of this program, and nothing else's. */
export const statementOf = ({ version, sha256 }: Pick<SignedBundle, 'version' | 'sha256'>): Buffer =>
  Buffer.from(`scanfleet-agent\n${version}\n${sha256}\n`);

/** Whether the bytes are what was signed. */
export function isGenuine(bundle: SignedBundle, data: Uint8Array, key: KeyObject): boolean {
  if (createHash('sha256').update(data).digest('hex') !== bundle.sha256) return false;
  return verify(null, statementOf(bundle), key, bundle.signature);
}

const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/;

/** By numbers; what is no version is newer than nothing. */
export function isNewer(version: string, than: string): boolean {
  const [one, other] = [VERSION.exec(version), VERSION.exec(than)];
  if (!one || !other) return false;
  for (let at = 1; at <= 3; at++) {
    const difference = Number(one[at]) - Number(other[at]);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
