import type { Tx } from '../platform';

/** `gone`: the inventory that knew the machine does not any more. */
export type AssetPower = 'on' | 'off' | 'gone';

export interface KnownPower {
  /** Null: no inventory tells. */
  readonly power: AssetPower | null;
  /** Since when, as far as was seen. */
  readonly powerAt: Date | null;
  /** What an inventory said longer ago than this is believed no more. */
  readonly powerUntil: Date | null;
}

export const UNKNOWN_POWER: KnownPower = { power: null, powerAt: null, powerUntil: null };

/** Why the asset is not scanned now; undefined: no reason. Pure. */
export function whyOff({ power, powerAt, powerUntil }: KnownPower, now: Date): string | undefined {
  if ((power !== 'off' && power !== 'gone') || powerUntil === null || powerUntil < now) return undefined;
  const what = power === 'off' ? 'powered off' : 'gone from its inventory';
  return `The machine is ${what}, seen so since ${powerAt?.toISOString() ?? 'an unknown time'}.`;
}

/** The one writer of assets' power. `seen`: what an inventory knows now, by external id. */
export async function writePower(
  tx: Tx,
  { tenantId, networkId, prefix }: { tenantId: string; networkId: string; prefix: string },
  seen: ReadonlyMap<string, 'on' | 'off'>,
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  const known = await tx.rows<{ id: string; externalId: string }>(
    `SELECT id, external_id externalId FROM assets
      WHERE tenant_id = ? AND network_id = ? AND external_id LIKE CONCAT(?, '%')`,
    [tenantId, networkId, prefix],
  );
  const byPower = new Map<AssetPower, string[]>();
  for (const { id, externalId } of known) {
    const power = seen.get(externalId) ?? 'gone';
    byPower.set(power, [...(byPower.get(power) ?? []), id]);
  }
  for (const [power, ids] of byPower)
    await tx.change(
      `UPDATE assets SET power_at = IF(power <=> ?, power_at, ?), power = ?, power_until = ?
        WHERE tenant_id = ? AND id IN (?)`,
      [power, now, power, until, tenantId, ids],
    );
}
