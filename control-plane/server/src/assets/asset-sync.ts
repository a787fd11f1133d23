import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isRefusal, type Result } from '../platform';
import type { GivenAsset } from './asset-csv';
import { AssetImport, type ImportedRow } from './asset-import';
import { writePower } from './asset-power';
import { noSuchNetwork } from './assets';
import { Networks } from './networks';
import { canonicalAddress, isMalformed } from './address';
import { parseSpan } from './ranges';
import { faultsOf } from './scope';

/** A machine as an inventory knows it. */
export interface InventoryMachine {
  /** The inventory's own name of it, which stays when all else changes. */
  readonly id: string;
  readonly name: string;
  readonly power: 'on' | 'off';
  readonly addresses: readonly string[];
}

export interface SyncOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Machines that could not be taken, the first of them with why. */
  readonly refused: number;
  readonly reasons: readonly string[];
  /** Machines without an address in the network: not this network's. */
  readonly elsewhere: number;
}

const MOST_REASONS = 20;
const MOST_NAME = 200;

/** Makes a network's assets what an inventory says of it. */
@Injectable()
export class AssetSync {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Networks) private readonly networks: Networks,
    @Inject(AssetImport) private readonly assets: AssetImport,
  ) {}

  /**
   * All of it in one transaction. A machine is the asset with the external id `inventory:id`; it keeps who it is, with its history, whatever
   * else changes. One that the inventory does not know any more stays, and is `gone`. What is said of power is believed for `believedMs`.
   * Refusals `no-such-network`, `too-many-rows` (422).
   */
  async sync(
    { tenantId, networkId, inventory }: { tenantId: string; networkId: string; inventory: string },
    machines: readonly InventoryMachine[],
    believedMs: number,
  ): Promise<Result<SyncOutcome>> {
    const network = await this.networks.find(tenantId, networkId);
    if (isRefusal(network)) return noSuchNetwork();
    const faultIn = faultsOf(network);
    const inScope = (text: string): string[] => {
      const span = parseSpan(text);
      const address = canonicalAddress(text);
      return address === undefined || isMalformed(span) || faultIn(span) ? [] : [address];
    };
    const prefix = `${inventory}:`;
    const found = machines.map((machine) => ({
      ...machine,
      externalId: prefix + machine.id,
      addresses: [...new Set(machine.addresses.flatMap(inScope))],
    }));
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows<{ externalId: string }>(
        `SELECT external_id externalId FROM assets
          WHERE tenant_id = ? AND network_id = ? AND external_id LIKE CONCAT(?, '%')`,
        [tenantId, networkId, prefix],
      );
      const known = new Set(rows.map(({ externalId }) => externalId));
      const ours = found.filter((one) => one.addresses.length > 0 || known.has(one.externalId));
      const imported = await this.assets.run(tenantId, networkId, ours.map(given));
      if (isRefusal(imported)) return imported;
      const now = this.clock.now();
      const seen = new Map(ours.map(({ externalId, power }) => [externalId, power]));
      const until = new Date(now.getTime() + believedMs);
      await writePower(tx, { tenantId, networkId, prefix }, seen, { now, until });
      const { created, updated, unchanged, refused } = imported;
      const reasons = imported.rows
        .filter(({ outcome }) => outcome === 'refused')
        .slice(0, MOST_REASONS)
        .map((row) => `${ours[row.row - 1]?.name ?? ''}: ${wordsOf(row)}`);
      return { created, updated, unchanged, refused, reasons, elsewhere: found.length - ours.length };
    });
  }
}

type Found = InventoryMachine & { readonly externalId: string };

/** A machine that is off may tell no addresses: it has those that it had. */
function given({ id, name, power, addresses, externalId }: Found, index: number): GivenAsset {
  const plain = name.replace(/[\p{C}\s]+/gu, ' ').trim();
  return {
    at: index + 1,
    fields: {
      externalId,
      name: (plain || id).slice(0, MOST_NAME),
      ...(addresses.length === 0 && power === 'off' ? {} : { addresses }),
    },
  };
}

const wordsOf = ({ path, reason }: ImportedRow): string => `${path ? `${path}: ` : ''}${reason ?? ''}`;
