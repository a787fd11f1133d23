import { createAccount, createOperator, createUser, fromSeed, type KeyPair } from '@nats-io/nkeys';
import { encodeAccount, encodeOperator, encodeUser, fmtCreds } from '@nats-io/jwt';

/** Everything a nats-server in operator mode and its control plane need, made once by `init`. */
export interface BellKeys {
  readonly operatorJwt: string;
  /** Public key and JWT of the account without which the server would not start; it has no user. */
  readonly system: BellAccount;
  /** The account of control plane and agents. */
  readonly fleet: BellAccount;
  /** Seeds that change the operator and the account; the running system needs neither. */
  readonly operatorSeed: string;
  readonly fleetSeed: string;
  /** Seed of the key that signs the agents' users. */
  readonly signingSeed: string;
  /** The control plane's own user, in the format of a credentials file. */
  readonly credentials: string;
}

export interface BellAccount {
  readonly publicKey: string;
  readonly jwt: string;
}

/** Bells are some hundred bytes; the limits are there for what goes wrong. */
const FLEET_LIMITS = {
  conn: -1,
  subs: -1,
  data: -1,
  payload: 64 * 1024,
  imports: 0,
  exports: 0,
  wildcards: false,
  leaf: 0,
  disallow_bearer: true,
  mem_storage: 0,
  disk_storage: 1024 ** 3,
  streams: -1,
  consumer: -1,
};

const SYSTEM_LIMITS = {
  conn: 0,
  subs: -1,
  data: -1,
  payload: -1,
  imports: 0,
  exports: 0,
  wildcards: true,
  leaf: 0,
};

/** New keys on every call. */
export async function makeBellKeys(): Promise<BellKeys> {
  const operator = createOperator();
  const system = createAccount();
  const fleet = createAccount();
  const signing = createAccount();
  const controlPlane = createUser();
  const systemJwt = await encodeAccount('system', system, { limits: SYSTEM_LIMITS }, { signer: operator });
  const fleetJwt = await encodeAccount(
    'fleet',
    fleet,
    { limits: FLEET_LIMITS, signing_keys: [signing.getPublicKey()] },
    { signer: operator },
  );
  const userJwt = await encodeUser('control-plane', controlPlane, fleet, {}, { signer: signing });
  return {
    operatorJwt: await encodeOperator('scanfleet', operator, { system_account: system.getPublicKey() }),
    system: { publicKey: system.getPublicKey(), jwt: systemJwt },
    fleet: { publicKey: fleet.getPublicKey(), jwt: fleetJwt },
    operatorSeed: seedOf(operator),
    fleetSeed: seedOf(fleet),
    signingSeed: seedOf(signing),
    credentials: Buffer.from(fmtCreds(userJwt, controlPlane)).toString('utf8'),
  };
}

/** The signing key of a seed file's text. */
export const signingKey = (seed: string): KeyPair => fromSeed(Buffer.from(seed.trim(), 'utf8'));

const seedOf = (pair: KeyPair): string => Buffer.from(pair.getSeed()).toString('utf8');
