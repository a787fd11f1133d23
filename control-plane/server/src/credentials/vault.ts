import { Inject, Injectable } from '@nestjs/common';
import {
  CONFIG,
  Database,
  keyFiles,
  Log,
  MissingKeyRing,
  readKeyRing,
  Refusal,
  turnKeyRing,
  type Config,
  type Result,
} from '../platform';
import { open, rewrap, seal, UnopenedEnvelope, type Envelope } from './envelope';

/** A credential's secret, open. It is never logged, kept or answered: it goes to the owner of a slice and nowhere else. */
export type OpenSecret =
  | { readonly kind: 'ssh-key'; readonly privateKey: string; readonly passphrase: string }
  | { readonly kind: 'ssh-password'; readonly password: string };

export interface Owner {
  readonly tenantId: string;
  readonly id: string;
}

const ownerOf = ({ tenantId, id }: Owner): string => `credential ${tenantId} ${id}`;
const REWRAPPED_AT_ONCE = 200;

/** Seals and opens what credentials hold. */
@Injectable()
export class Vault {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Database) private readonly database: Database,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Refusal `no-sealing-key` (503): the operator has not made one. */
  async seal(owner: Owner, secret: OpenSecret): Promise<Result<Envelope>> {
    try {
      const [first] = await readKeyRing(this.file);
      return seal(first, ownerOf(owner), JSON.stringify(secret));
    } catch (error) {
      if (!(error instanceof MissingKeyRing)) throw error;
      this.log.error({ err: error }, 'no secret can be sealed');
      return new Refusal('no-sealing-key', 503, 'This control plane has no key to seal secrets with.');
    }
  }

  /** Undefined when it cannot be opened: the key is gone, or the row was changed. The log says which. */
  async open(owner: Owner, envelope: Envelope): Promise<OpenSecret | undefined> {
    try {
      return JSON.parse(open(await readKeyRing(this.file), ownerOf(owner), envelope)) as OpenSecret;
    } catch (error) {
      if (!(error instanceof UnopenedEnvelope || error instanceof MissingKeyRing)) throw error;
      this.log.error({ err: error, credentialId: owner.id }, 'a credential cannot be opened');
      return undefined;
    }
  }

  /**
   * A new sealing key, and every secret's own key wrapped by it; the secrets themselves stay as they are. May be repeated, and
   * goes on where it was ended. Answers how many were wrapped anew, and the ids of those that no key opens.
   */
  async rotate(): Promise<{ sealingKey: string; rewrapped: number; unopened: string[] }> {
    const used = await this.database.rows<{ id: string }>('SELECT DISTINCT sealing_key id FROM credentials');
    const sealingKey = await turnKeyRing(this.file, new Set(used.map(({ id }) => id)));
    const ring = await readKeyRing(this.file);
    const unopened: string[] = [];
    let rewrapped = 0;
    for (;;) {
      const rows = await this.database.rows<Owner & Envelope>(
        `SELECT id, tenant_id tenantId, sealing_key sealingKey, wrapped_key wrappedKey, sealed FROM credentials
          WHERE sealing_key <> ? ${unopened.length === 0 ? '' : 'AND id NOT IN (?)'} ORDER BY id LIMIT ?`,
        [sealingKey, ...(unopened.length === 0 ? [] : [unopened]), REWRAPPED_AT_ONCE],
      );
      if (rows.length === 0) return { sealingKey, rewrapped, unopened };
      for (const row of rows) {
        try {
          const next = rewrap(ring, ring[0], ownerOf(row), row);
          await this.database.transaction((tx) =>
            // A secret that was replaced meanwhile was sealed by the new key already.
            tx.change(
              'UPDATE credentials SET sealing_key = ?, wrapped_key = ? WHERE id = ? AND wrapped_key = ?',
              [next.sealingKey, next.wrappedKey, row.id, row.wrappedKey],
            ),
          );
          rewrapped += 1;
        } catch (error) {
          if (!(error instanceof UnopenedEnvelope)) throw error;
          unopened.push(row.id);
        }
      }
    }
  }

  private get file(): string {
    return keyFiles(this.config.keysFolder).sealingKeys;
  }
}
