import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../durable-file';

/** Who this agent is. Key and certificate are one file, so that a crash cannot part them. */
export interface Identity {
  agentId: string;
  /** PEM, PKCS#8, EC P-256. Never leaves the machine. */
  key: string;
  /** PEM, X.509. */
  certificate: string;
  /** PEM: the fleet's certificate authority. */
  authority: string;
  /** Milliseconds since 1970. */
  expiresAtMs: number;
  /** When the agent asks for its next certificate; milliseconds since 1970. */
  renewAtMs: number;
}

const FILE = 'identity.json';

/**
 * The identity kept in the state folder; null on a machine that never enrolled. Throws when the file is
 * there but cannot be read or understood: an agent must not enrol a second time by mistake.
 */
export async function loadIdentity(stateDir: string): Promise<Identity | null> {
  const path = join(stateDir, FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
  const value: unknown = JSON.parse(text);
  if (!isIdentity(value)) throw new Error(`${path} is not an agent's identity`);
  return value;
}

/** Keeps the identity, readable by its owner only. */
export async function saveIdentity(stateDir: string, identity: Identity): Promise<void> {
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  await writeDurably(join(stateDir, FILE), [Buffer.from(`${JSON.stringify(identity, null, 2)}\n`)]);
}

function isMissing(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOENT';
}

function isIdentity(value: unknown): value is Identity {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Partial<Record<keyof Identity, unknown>>;
  const texts = [fields.agentId, fields.key, fields.certificate, fields.authority];
  const times = [fields.expiresAtMs, fields.renewAtMs];
  return texts.every((text) => typeof text === 'string') && times.every((time) => typeof time === 'number');
}
