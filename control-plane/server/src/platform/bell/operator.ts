import { dirname, join } from 'node:path';
import { createAccount, createOperator, createUser, type KeyPair } from '@nats-io/nkeys';
import { encodeAccount, encodeOperator, encodeUser, fmtCreds, type Account } from '@nats-io/jwt';
import { SigningPair } from './signing-pair';

/** Everything a nats-server in operator mode and its control plane need, made once by `init`. */
export interface BellKeys {
  readonly open: BellOperator;
  /** Seeds that change the operator and the accounts; the running system needs none of them. */
  readonly operatorSeed: string;
  readonly controlSeed: string;
  readonly agentsSeed: string;
  /** Seed of the key that signs the agents' users. It can make no user of the control account. */
  readonly signingSeed: string;
  /** The control plane's own user, in the format of a credentials file. */
  readonly credentials: string;
}

/** The part without secrets. */
export interface BellOperator {
  readonly operatorJwt: string;
  /** The account without which the server would not start; it has no user. */
  readonly system: BellAccount;
  /** The account of the control plane: the streams are here. */
  readonly control: BellAccount;
  /** The account of the agents. */
  readonly agents: BellAccount;
}

export interface BellAccount {
  readonly publicKey: string;
  readonly jwt: string;
}

const NO_JETSTREAM = { mem_storage: 0, disk_storage: 0, streams: 0, consumer: 0 };

/** Bells are some hundred bytes; the limits are there for what goes wrong. */
const LIMITS = {
  conn: -1,
  subs: -1,
  data: -1,
  payload: 64 * 1024,
  imports: 0,
  exports: 0,
  wildcards: true,
  leaf: 0,
  disallow_bearer: true,
};

/**
 * All that leads from one account to the other. With agents and streams in one account, an agent could let
 * the server do what it may not: a pull request names where its answer goes, and the empty "no messages" sent
 * to `$JS.API.STREAM.DELETE.…` deletes the stream (nats-server 2.9.10). Across accounts an answer goes to a
 * subject of the agents' account, where no stream is. The price: a pull request for a consumer that is not
 * there yet is not answered with 503 but not at all, so the pull must expire.
 */
const PULL_REQUESTS = '$JS.API.CONSUMER.MSG.NEXT.>';

/** New keys on every call. */
export async function makeBellKeys(): Promise<BellKeys> {
  const operator = signer(createOperator());
  const system = signer(createAccount());
  const control = signer(createAccount());
  const agents = signer(createAccount());
  const signing = signer(createAccount());
  const account = async (name: string, pair: KeyPair, claims: Partial<Account>): Promise<BellAccount> => ({
    publicKey: pair.getPublicKey(),
    jwt: await encodeAccount(name, pair, claims, { signer: operator }),
  });
  const pulls = { name: 'pull-requests', subject: PULL_REQUESTS, type: 'service' as const };
  const user = createUser();
  const userJwt = await encodeUser('control-plane', user, control);
  return {
    open: {
      operatorJwt: await encodeOperator('scanfleet', operator, { system_account: system.getPublicKey() }),
      system: await account('system', system, { limits: { ...LIMITS, ...NO_JETSTREAM, conn: 0 } }),
      control: await account('control', control, {
        limits: { ...LIMITS, exports: 1, mem_storage: 0, disk_storage: 1024 ** 3, streams: -1, consumer: -1 },
        exports: [{ ...pulls, response_type: 'Stream' }],
      }),
      agents: await account('agents', agents, {
        limits: { ...LIMITS, ...NO_JETSTREAM, imports: 1 },
        imports: [{ ...pulls, account: control.getPublicKey() }],
        signing_keys: [signing.getPublicKey()],
      }),
    },
    operatorSeed: seedOf(operator),
    controlSeed: seedOf(control),
    agentsSeed: seedOf(agents),
    signingSeed: seedOf(signing),
    credentials: Buffer.from(fmtCreds(userJwt, user)).toString('utf8'),
  };
}

/** Where the part without secrets lies: beside nats.conf. */
export const operatorFile = (natsConfiguration: string): string =>
  join(dirname(natsConfiguration), 'operator.json');

const signer = (pair: KeyPair): SigningPair => new SigningPair(seedOf(pair));

const seedOf = (pair: KeyPair): string => Buffer.from(pair.getSeed()).toString('utf8');
