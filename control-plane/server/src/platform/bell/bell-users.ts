import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { encodeUser, type User } from '@nats-io/jwt';
import { fromPublic, type KeyPair } from '@nats-io/nkeys';
import { Clock } from '../clock';
import { CONFIG, keyFiles, type Config } from '../config';
import { Refusal, type Result } from '../errors';
import { operatorFile, type BellOperator } from './operator';
import { SigningPair } from './signing-pair';
import { type Desk, inboxPrefixOf, pullSubjectOf } from './subjects';

/** How long an agent's user lives, milliseconds. The agent gets the next one with a heartbeat's answer. */
export const BELL_USER_LIFETIME_MS = 3_600_000;

/** Who is to hear the bell. */
export interface BellListener {
  readonly agentId: string;
  readonly poolId: string;
  /** Names of the engines whose bells the agent may pull. */
  readonly engines: readonly string[];
  /** The agent's own NATS user key; its private part never left the agent. */
  readonly publicKey: string;
}

/** What an agent needs to hear the bell; the contract's BellAccess says the same. */
export interface BellPass {
  readonly servers: readonly string[];
  readonly jwt: string;
  readonly expiresAt: Date;
  readonly inboxPrefix: string;
  readonly pulls: readonly { readonly engine: string; readonly subject: string }[];
  /** PEM of the authority that signed the NATS server's certificate. */
  readonly authorityPem: string;
}

interface Signer {
  readonly key: KeyPair;
  readonly account: string;
  readonly authorityPem: string;
}

/**
 * Makes one short-lived NATS user per agent: it may ask for the bells of its pool and engines and read its
 * own inbox, and nothing else. It has no right to acknowledge, nor to answer what it receives.
 */
@Injectable()
export class BellUsers {
  private signer: Signer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Refusal `bell-key-invalid`: `publicKey` is not the public part of a NATS user key. */
  async passFor(listener: BellListener): Promise<Result<BellPass>> {
    const expiresAt = new Date(this.clock.now().getTime() + BELL_USER_LIFETIME_MS);
    const jwt = await this.userFor(listener, expiresAt);
    if (jwt instanceof Refusal) return jwt;
    return {
      servers: this.config.natsServers,
      jwt,
      expiresAt,
      inboxPrefix: inboxPrefixOf(listener.agentId),
      pulls: desksOf(listener).map((desk) => ({ engine: desk.engine, subject: pullSubjectOf(desk) })),
      authorityPem: this.loaded().authorityPem,
    };
  }

  /** The user's JWT alone; times are in whole seconds, cut off. */
  async userFor(listener: BellListener, expiresAt: Date): Promise<Result<string>> {
    const user = publicUserKey(listener.publicKey);
    if (!user)
      return new Refusal('bell-key-invalid', 400, 'The bell key is not the public key of a NATS user.');
    const { key, account } = this.loaded();
    return encodeUser(`agent-${listener.agentId}`, user, account, permissions(listener), {
      signer: key,
      exp: Math.floor(expiresAt.getTime() / 1_000),
    });
  }

  private loaded(): Signer {
    if (!this.signer) {
      const files = keyFiles(this.config.keysFolder);
      const operator = JSON.parse(
        readFileSync(operatorFile(files.natsConfiguration), 'utf8'),
      ) as BellOperator;
      this.signer = {
        key: new SigningPair(readFileSync(files.natsAccountSeed, 'utf8').trim()),
        account: operator.agents.publicKey,
        authorityPem: readFileSync(files.authorityCertificate, 'utf8'),
      };
    }
    return this.signer;
  }
}

/** Of each engine that of the pool, and the agent's own. */
const desksOf = ({ poolId, agentId, engines }: BellListener): Desk[] =>
  engines.flatMap((engine) => [
    { poolId, engine },
    { poolId, engine, pinnedAgentId: agentId },
  ]);

function permissions(listener: BellListener): Partial<User> {
  const { agentId } = listener;
  const allow = desksOf(listener).map(pullSubjectOf);
  return {
    // An empty list would allow everything: an agent without engines may publish to a subject nobody hears.
    pub: { allow: allow.length > 0 ? allow : [`${inboxPrefixOf(agentId)}.nothing`], deny: [] },
    sub: { allow: [`${inboxPrefixOf(agentId)}.>`], deny: [] },
    payload: 4_096,
    subs: 16,
    data: -1,
    allowed_connection_types: ['STANDARD'],
  };
}

function publicUserKey(publicKey: string): KeyPair | undefined {
  if (!/^U[A-Z2-7]{55}$/.test(publicKey)) return undefined;
  try {
    return fromPublic(publicKey);
  } catch {
    return undefined;
  }
}
