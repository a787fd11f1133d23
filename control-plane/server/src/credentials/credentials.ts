import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  isDuplicate,
  isRefusal,
  newId,
  notFound,
  Refusal,
  type Result,
  type Tx,
} from '../platform';
import { outdated, type ExpectedVersion } from '../platform/http';
import type { CredentialKind } from './credential.entity';
import type { Envelope } from './envelope';
import { privateKeyFacts } from './ssh-key';
import { Vault, type OpenSecret } from './vault';

export interface CredentialWords {
  readonly name: string;
  readonly description: string;
  readonly userName: string;
  readonly port: number;
  readonly sudo: boolean;
  readonly trustFirstKey: boolean;
}

/** What may be said of a credential: never its secret. */
export interface CredentialRecord extends CredentialWords {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly fingerprint: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly usedAt: Date | null;
  readonly version: number;
}

type Row = Omit<CredentialRecord, 'sudo' | 'trustFirstKey'> & { sudo: number; trustFirstKey: number };

const COLUMNS = `id, name, description, kind, user_name userName, port, sudo, trust_first_key trustFirstKey, fingerprint,
  created_at createdAt, updated_at updatedAt, used_at usedAt, version`;

/** What opens a tenant's systems to an agent. */
@Injectable()
export class Credentials {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  /** After this id. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<CredentialRecord[]> {
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM credentials WHERE tenant_id = ? ${after === undefined ? '' : 'AND id > ?'} ORDER BY id LIMIT ?`,
      after === undefined ? [tenantId, limit] : [tenantId, after, limit],
    );
    return rows.map(recordOf);
  }

  async find(tenantId: string, id: string): Promise<Result<CredentialRecord>> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM credentials WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('credential');
  }

  /**
   * Refusals: `invalid-private-key`, `passphrase-missing`, `passphrase-not-needed` (422), `credential-name-taken` (409),
   * those of Vault.seal.
   */
  async create(
    tenantId: string,
    words: CredentialWords,
    secret: OpenSecret,
  ): Promise<Result<CredentialRecord>> {
    const id = newId();
    const kept = await this.sealed({ tenantId, id }, secret);
    if (isRefusal(kept)) return kept;
    const now = this.clock.now();
    const row = { ...columnsOf(words), ...kept, id, tenant_id: tenantId, created_at: now, updated_at: now };
    const columns = Object.keys(row);
    return unlessTaken(async () => {
      await this.database.transaction((tx) =>
        tx.change(
          `INSERT INTO credentials (${columns.join()}) VALUES (${columns.map(() => '?').join()})`,
          Object.values(row),
        ),
      );
      return this.find(tenantId, id);
    });
  }

  /** What the change does not name stays; so does the secret. Refusals: `not-found`, `version-mismatch` (412), those of `create`. */
  async edit(
    tenantId: string,
    id: string,
    change: Partial<CredentialWords>,
    secret: OpenSecret | null,
    expected: ExpectedVersion,
  ): Promise<Result<CredentialRecord>> {
    return this.database.transaction(async (tx) => {
      await tx.rows('SELECT 1 FROM credentials WHERE tenant_id = ? AND id = ? FOR UPDATE', [tenantId, id]);
      const present = await this.find(tenantId, id);
      if (isRefusal(present)) return present;
      const stale = outdated(expected, present.version);
      if (stale) return stale;
      const kept = secret ? await this.sealed({ tenantId, id }, secret) : {};
      if (isRefusal(kept)) return kept;
      const row = { ...columnsOf({ ...present, ...change }), ...kept, updated_at: this.clock.now() };
      return unlessTaken(async () => {
        await tx.change(
          `UPDATE credentials SET ${Object.keys(row)
            .map((column) => `${column} = ?`)
            .join()}, version = version + 1 WHERE id = ?`,
          [...Object.values(row), id],
        );
        return this.find(tenantId, id);
      });
    });
  }

  /** Agents that have it for a slice keep it until the slice ends. Refusals: `not-found`, `credential-in-use` (409): by jobs. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    return this.database.transaction<Result<void>>(async (tx) => {
      await tx.rows('SELECT 1 FROM credentials WHERE tenant_id = ? AND id = ? FOR UPDATE', [tenantId, id]);
      const jobs = await tx.rows<{ name: string }>(
        'SELECT name FROM jobs WHERE tenant_id = ? AND credential_id = ? ORDER BY name LIMIT 6',
        [tenantId, id],
      );
      if (jobs.length > 0) {
        const names = jobs.slice(0, 5).map(({ name }) => `“${name}”`);
        const more = jobs.length > 5 ? ' and others' : '';
        return new Refusal('credential-in-use', 409, `Jobs name it: ${names.join(', ')}${more}.`);
      }
      const { affectedRows } = await tx.change('DELETE FROM credentials WHERE tenant_id = ? AND id = ?', [
        tenantId,
        id,
      ]);
      return affectedRows === 0 ? notFound('credential') : undefined;
    });
  }

  /** Whether a job may name it; it stays there until the transaction ends. Refusal `no-such-credential` (422). */
  async require(tx: Tx, tenantId: string, id: string | null): Promise<Refusal | undefined> {
    if (id === null) return undefined;
    const found = await tx.rows(
      'SELECT 1 FROM credentials WHERE tenant_id = ? AND id = ? LOCK IN SHARE MODE',
      [tenantId, id],
    );
    if (found.length > 0) return undefined;
    const reason = 'There is no such credential.';
    return new Refusal('no-such-credential', 422, reason, [
      { path: '/credentialId', code: 'no-such-credential', reason },
    ]);
  }

  /** The columns of a secret that was found good. */
  private async sealed(owner: { tenantId: string; id: string }, secret: OpenSecret) {
    const good = secret.kind === 'ssh-key' ? factsOf(secret) : { fingerprint: '' };
    if (isRefusal(good)) return good;
    const envelope: Result<Envelope> = await this.vault.seal(owner, secret);
    if (isRefusal(envelope)) return envelope;
    return {
      kind: secret.kind,
      fingerprint: good.fingerprint,
      sealing_key: envelope.sealingKey,
      wrapped_key: envelope.wrappedKey,
      sealed: envelope.sealed,
    };
  }
}

function factsOf(secret: Extract<OpenSecret, { kind: 'ssh-key' }>): Result<{ fingerprint: string }> {
  const { privateKey, passphrase } = secret;
  const facts = privateKeyFacts(privateKey);
  if (!facts)
    return refused(
      'invalid-private-key',
      '/privateKey',
      'This is no private key that is known: OpenSSH’s own format, or PEM or PKCS#8 without a passphrase; Ed25519, RSA or ECDSA.',
    );
  if (facts.encrypted && passphrase === '')
    return refused('passphrase-missing', '/passphrase', 'The key needs its passphrase.');
  if (!facts.encrypted && passphrase !== '')
    return refused('passphrase-not-needed', '/passphrase', 'The key has no passphrase.');
  return facts;
}

const columnsOf = ({ name, description, userName, port, sudo, trustFirstKey }: CredentialWords) => ({
  ...{ name, description, user_name: userName, port, sudo, trust_first_key: trustFirstKey },
});

const recordOf = ({ sudo, trustFirstKey, ...row }: Row): CredentialRecord => ({
  ...row,
  sudo: Boolean(sudo),
  trustFirstKey: Boolean(trustFirstKey),
});

const refused = (code: string, path: string, reason: string): Refusal =>
  new Refusal(code, 422, reason, [{ path, code, reason }]);

async function unlessTaken<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const reason = 'There is a credential of this name.';
    return new Refusal('credential-name-taken', 409, reason, [
      { path: '/name', code: 'credential-name-taken', reason },
    ]);
  }
}
