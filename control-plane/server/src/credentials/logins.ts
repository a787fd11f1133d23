import { Inject, Injectable } from '@nestjs/common';
import { Clock, type Tx } from '../platform';
import type { Envelope } from './envelope';
import { HostKeys } from './host-keys';
import { Vault, type OpenSecret } from './vault';

/** How the owner of a slice enters its targets. */
export interface Login {
  readonly userName: string;
  readonly port: number;
  readonly secret: OpenSecret;
  readonly sudo: boolean;
  readonly hostKeys: readonly { readonly address: string; readonly key: string }[];
  readonly trustFirstKey: boolean;
}

interface Row extends Envelope {
  readonly id: string;
  readonly userName: string;
  readonly port: number;
  readonly sudo: number;
  readonly trustFirstKey: number;
}

const USED_WITHIN_MS = 60_000;

/** What goes out with work, and what is learnt from it. */
@Injectable()
export class Logins {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(HostKeys) private readonly hostKeys: HostKeys,
  ) {}

  /** Undefined: the credential is gone, or cannot be opened. Called only for whoever owns the slice. */
  async of(
    tx: Tx,
    credential: { readonly tenantId: string; readonly id: string },
    networkId: string,
    addresses: readonly string[],
  ): Promise<Login | undefined> {
    const { tenantId, id } = credential;
    const [row] = await tx.rows<Row>(
      `SELECT id, user_name userName, port, sudo, trust_first_key trustFirstKey, sealing_key sealingKey,
              wrapped_key wrappedKey, sealed
         FROM credentials WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    const secret = row && (await this.vault.open({ tenantId, id }, row));
    if (!row || !secret) return undefined;
    const now = this.clock.now();
    // Seldom: whoever claims with the same credential would wait for the row.
    await tx.change('UPDATE credentials SET used_at = ? WHERE id = ? AND COALESCE(used_at < ?, TRUE)', [
      ...[now, id, new Date(now.getTime() - USED_WITHIN_MS)],
    ]);
    const { userName, port } = row;
    const hostKeys = await this.hostKeys.of(tx, { tenantId, networkId, port }, addresses);
    const [sudo, trustFirstKey] = [Boolean(row.sudo), Boolean(row.trustFirstKey)];
    return { userName, port, secret, sudo, hostKeys, trustFirstKey };
  }

  /** The keys of a host as an agent saw them first. Taken only where the credential of the scan says so. */
  async learn(
    tx: Tx,
    scan: { readonly tenantId: string; readonly id: string },
    address: string,
    keys: readonly string[],
  ): Promise<void> {
    const { tenantId, id } = scan;
    const [row] = await tx.rows<{ networkId: string; port: number }>(
      `SELECT s.network_id networkId, c.port FROM scans s JOIN credentials c ON c.id = s.credential_id
        WHERE s.id = ? AND s.tenant_id = ? AND c.tenant_id = ? AND c.trust_first_key`,
      [id, tenantId, tenantId],
    );
    if (row) await this.hostKeys.learn(tx, { tenantId, ...row, address }, id, keys);
  }
}
