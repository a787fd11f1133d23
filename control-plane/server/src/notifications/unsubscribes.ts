import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../auth';
import { Clock, CONFIG, Database, newId, notFound, type Config, type Result } from '../platform';
import { Sealing } from './sealing';

export interface UnsubscribeRecord {
  readonly id: string;
  readonly email: string;
  readonly at: Date;
}

/** Who wants no mail of which tenant any more. */
@Injectable()
export class Unsubscribes {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    @Inject(Sealing) private readonly sealing: Sealing,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Where the address leaves, without a log-in (RFC 8058). */
  urlFor(tenantId: string, email: string): string {
    const token = this.sealing.sign(JSON.stringify([tenantId, email]));
    return `${this.config.publicUrl}/unsubscribe?token=${token}`;
  }

  /** Whose token it is; undefined unless it was made here. */
  readerOf(token: string): { tenantId: string; email: string } | undefined {
    const text = this.sealing.signed(token);
    if (text === undefined) return undefined;
    const [tenantId = '', email = ''] = JSON.parse(text) as string[];
    return { tenantId, email };
  }

  async has(tenantId: string, email: string): Promise<boolean> {
    const rows = await this.database.rows('SELECT 1 FROM unsubscribes WHERE tenant_id = ? AND email = ?', [
      tenantId,
      email,
    ]);
    return rows.length > 0;
  }

  /** Repeating it changes nothing. False: the token is none of ours. */
  async unsubscribe(token: string): Promise<boolean> {
    const reader = this.readerOf(token);
    if (!reader) return false;
    const { tenantId, email } = reader;
    await this.database.transaction(async (tx) => {
      const present = await tx.rows(
        'SELECT 1 FROM unsubscribes WHERE tenant_id = ? AND email = ? FOR UPDATE',
        [tenantId, email],
      );
      if (present.length > 0) return;
      const id = newId();
      const { affectedRows } = await tx.change(
        'INSERT IGNORE INTO unsubscribes (id, tenant_id, email, at) VALUES (?, ?, ?, ?)',
        [id, tenantId, email, this.clock.now()],
      );
      if (affectedRows === 0) return;
      const subject = `unsubscribes ${id}`;
      this.audit.record(tx, {
        tenantId,
        actor: 'unsubscribe',
        action: 'unsubscribe',
        subject,
        details: { email },
      });
    });
    return true;
  }

  /** After this id, in order of making. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<UnsubscribeRecord[]> {
    return this.database.rows<UnsubscribeRecord>(
      `SELECT id, email, at FROM unsubscribes WHERE tenant_id = ? ${after ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      after ? [tenantId, after, limit] : [tenantId, limit],
    );
  }

  /** The address gets mail again. Refusal `not-found`. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change('DELETE FROM unsubscribes WHERE tenant_id = ? AND id = ?', [tenantId, id]),
    );
    if (affectedRows === 0) return notFound('unsubscription');
  }
}
