import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AuthModule, Tenants, Tokens, type Role } from '../../control-plane/server/src/auth';
import { startControlPlane, type ControlPlane } from '../../control-plane/server/src/control-plane';
import { entities } from '../../control-plane/server/src/entities';
import { generateKeys, Pools } from '../../control-plane/server/src/fleet';
import { Networks } from '../../control-plane/server/src/assets';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  answer,
  type Clock,
  type Config,
  Database,
  ledgerSource,
  ManualClock,
  migrate,
  newId,
  readConfig,
  SystemClock,
} from '../../control-plane/server/src/platform';
import { Subscriptions } from '../../control-plane/server/src/subscriptions';
import { keep, kept } from '../harness/kept';
import { startLedger, type Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';
import { freePorts } from '../harness/network';
import { Rest } from '../harness/rest';
import { testSettings } from '../harness/settings';

/** The whole control plane in this process, on a real database, with no NATS to be found. */
export interface WholeApi {
  readonly ledger: Ledger;
  readonly controlPlane: ControlPlane;
  readonly database: Database;
  /** For another replica on the same ledger. */
  readonly config: Config;
  readonly tenantId: string;
  readonly networkId: string;
  readonly poolId: string;
  /** A client of the role's token for the tenant (the first one unless named). */
  as(role: Role, tenantId?: string): Promise<Rest>;
  nobody: Rest;
  /** Another tenant, subscribed. */
  tenant(name: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startWholeApi({
  server,
  clock = new SystemClock(),
  settings = () => ({}),
}: {
  server?: string;
  clock?: Clock;
  /** Further options, given the folder of keys. */
  settings?: (keys: string) => Readonly<Record<string, string>>;
} = {}): Promise<WholeApi> {
  const ledger = await startLedger(server);
  const keys = mkdtempSync(join(testSettings().folder, 'api-'));
  const [nats = 0] = await freePorts(1);
  const first = clock instanceof SystemClock ? kept(KEYS) : undefined;
  if (first) cpSync(first, keys, { recursive: true });
  await generateKeys(
    keys,
    { natsHost: '127.0.0.1', natsPort: nats, natsStoreFolder: join(keys, 'store'), serverNames: [] },
    clock,
  );
  if (clock instanceof SystemClock) keep(KEYS, keys);
  const config = readConfig({
    SCANFLEET_DATABASE_URL: ledger.url,
    SCANFLEET_KEYS: keys,
    SCANFLEET_HTTP_LISTEN: '127.0.0.1:0',
    SCANFLEET_FLEET_LISTEN: '127.0.0.1:0',
    SCANFLEET_NATS_SERVERS: `127.0.0.1:${nats}`,
    SCANFLEET_LOG_LEVEL: 'silent',
    ...settings(keys),
  });
  await inSchema(ledger, async () => {
    const source = await ledgerSource(config, { entities, migrations }).initialize();
    await migrate(source);
    await source.destroy();
  });
  const controlPlane = await startControlPlane({ config, clock });
  const { app, url } = controlPlane;
  const rooms = app.select(AuthModule);
  const tenant = async (name: string) => {
    const { id } = await rooms.get(Tenants).ensure(name);
    await app.get(Subscriptions, { strict: false }).ensure(id, 'spec');
    return id;
  };
  const tenantId = await tenant('default');
  const pool = await app.get(Pools, { strict: false }).ensure('default');
  const network = await app.get(Networks, { strict: false }).ensure(tenantId, {
    name: 'this-machine',
    description: '',
    cidrs: ['127.0.0.0/8', '192.0.2.0/24'],
    allowedSpecialCidrs: ['127.0.0.0/8'],
    poolId: pool.id,
  });
  return {
    ledger,
    config,
    controlPlane,
    database: app.get(Database),
    tenantId,
    networkId: network.id,
    poolId: pool.id,
    nobody: new Rest(url, ''),
    tenant,
    async as(role, forTenant = tenantId) {
      const by = {
        tenantId: forTenant,
        id: newId(),
        kind: 'token' as const,
        role: 'fleet-administrator' as const,
      };
      const made = answer(await rooms.get(Tokens).create(by, { name: role, role, expiresAt: null }));
      return new Rest(url, made.secret);
    },
    async stop() {
      await stopping(controlPlane, clock);
      await ledger.stop();
      rmSync(keys, { recursive: true, force: true });
    },
  };
}

/** Keys take half a second to make, and are the same for every spec of a run that is in no other time. */
const KEYS = 'first-keys';

/** Stops a replica in this process; a clock that stands still is moved until that is done. */
export async function stopping(controlPlane: ControlPlane, clock: Clock): Promise<void> {
  let done = false;
  const stopped = controlPlane.stop().finally(() => (done = true));
  while (!done && clock instanceof ManualClock) {
    clock.advance(100);
    await new Promise((resume) => setImmediate(resume));
  }
  await stopped;
}

/** The members of a problem document that specs look at. */
export interface ProblemBody {
  status: number;
  code: string;
  reason: string;
  path: string;
  traceId: string;
  errors: { path: string; code: string; reason: string }[];
}
