import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isDuplicate, newId, notFound, Refusal, type Result, type Tx } from '../platform';
import { fingerprintOf } from './ssh-key';

export interface HostKeyRecord {
  readonly id: string;
  readonly networkId: string;
  readonly address: string;
  readonly port: number;
  readonly hostKey: string;
  readonly fingerprint: string;
  readonly pinnedBy: string;
  readonly createdAt: Date;
}

export type HostKeyWords = Pick<HostKeyRecord, 'networkId' | 'address' | 'port' | 'hostKey'>;

/** As known_hosts has it (sshd(8)), without the name. */
export const HOST_KEY =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]{16,4096}={0,2}$/;

const COLUMNS = `id, network_id networkId, address, port, host_key hostKey, fingerprint, pinned_by pinnedBy,
  created_at createdAt`;

/** The keys by which a tenant's hosts prove to be themselves. */
@Injectable()
export class HostKeys {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** After this id. */
  async list(
    tenantId: string,
    filter: { readonly networkId?: string | undefined; readonly address?: string | undefined },
    after: string | undefined,
    limit: number,
  ): Promise<HostKeyRecord[]> {
    const where = [
      ['tenant_id = ?', tenantId],
      ...(filter.networkId === undefined ? [] : [['network_id = ?', filter.networkId]]),
      ...(filter.address === undefined ? [] : [['address = ?', filter.address]]),
      ...(after === undefined ? [] : [['id > ?', after]]),
    ] as [string, string][];
    return this.database.rows<HostKeyRecord>(
      `SELECT ${COLUMNS} FROM host_keys WHERE ${where.map(([sql]) => sql).join(' AND ')} ORDER BY id LIMIT ?`,
      [...where.map(([, value]) => value), limit],
    );
  }

  /** Refusals: `no-such-network` (422), `host-key-known` (409). */
  async pin(tenantId: string, by: string, words: HostKeyWords): Promise<Result<HostKeyRecord>> {
    const networks = await this.database.rows('SELECT 1 FROM networks WHERE tenant_id = ? AND id = ?', [
      tenantId,
      words.networkId,
    ]);
    if (networks.length === 0) {
      const reason = 'There is no such network.';
      return new Refusal('no-such-network', 422, reason, [
        { path: '/networkId', code: 'no-such-network', reason },
      ]);
    }
    const record = {
      ...words,
      id: newId(),
      fingerprint: fingerprintOf(words.hostKey),
      pinnedBy: by,
      createdAt: this.clock.now(),
    };
    try {
      await this.database.transaction((tx) => insert(tx, tenantId, record));
      return record;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return new Refusal('host-key-known', 409, 'This key is pinned for the host already.');
    }
  }

  /** From now on the host may have another one. Refusal `not-found`. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change('DELETE FROM host_keys WHERE tenant_id = ? AND id = ?', [tenantId, id]),
    );
    return affectedRows === 0 ? notFound('host key') : undefined;
  }

  /** By address. */
  async of(
    tx: Tx,
    host: { readonly tenantId: string; readonly networkId: string; readonly port: number },
    addresses: readonly string[],
  ): Promise<{ address: string; key: string }[]> {
    if (addresses.length === 0) return [];
    return tx.rows(
      `SELECT address, host_key \`key\` FROM host_keys
        WHERE tenant_id = ? AND network_id = ? AND port = ? AND address IN (?) ORDER BY address, id`,
      [host.tenantId, host.networkId, host.port, [...addresses]],
    );
  }

  /** Pins the first keys that were seen of a host; of one that has any, none. */
  async learn(
    tx: Tx,
    host: {
      readonly tenantId: string;
      readonly networkId: string;
      readonly port: number;
      readonly address: string;
    },
    scanId: string,
    keys: readonly string[],
  ): Promise<void> {
    const good = keys.filter((key) => HOST_KEY.test(key));
    if (good.length === 0 || (await this.of(tx, host, [host.address])).length > 0) return;
    const { tenantId, networkId, port, address } = host;
    for (const hostKey of new Set(good)) {
      const fingerprint = fingerprintOf(hostKey);
      const about = { id: newId(), networkId, address, port, hostKey, fingerprint };
      await insert(
        tx,
        tenantId,
        { ...about, pinnedBy: `scan ${scanId}`, createdAt: this.clock.now() },
        'IGNORE',
      );
    }
  }
}

function insert(tx: Tx, tenantId: string, record: HostKeyRecord, how: '' | 'IGNORE' = ''): Promise<unknown> {
  const { id, networkId, address, port, hostKey, fingerprint, pinnedBy, createdAt } = record;
  return tx.change(
    `INSERT ${how} INTO host_keys (id, tenant_id, network_id, address, port, host_key, fingerprint, pinned_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, tenantId, networkId, address, port, hostKey, fingerprint, pinnedBy, createdAt],
  );
}
