import type { Clock } from '../clock';
import type { Log } from '../log';
import type { ControlPlaneAddress } from './channel';
import { enrol, renewCertificate } from './enrolment';
import { type Identity, loadIdentity, saveIdentity } from './identity';
import { type Failure, failureOf, isOut, verdictOn } from './retry';

/** The control plane will not have this agent, and asking again cannot help: for people to solve. */
export class Refused extends Error {}

/** Expired longer ago than this, a certificate is not renewed any more (protocol: renewal). */
const RENEWABLE_MS = 7 * 24 * 3600 * 1000;

export interface IdentityOptions {
  stateDir: string;
  /** One-time; null when the agent is to have an identity already. */
  joinToken: string | null;
  hostname: string;
}

/** The agent's identity through its life: enrolled once, kept on disk, renewed before it expires. */
export class Identities {
  private identity: Identity | null = null;
  private renewal: Promise<Identity | Failure> | null = null;

  constructor(
    private readonly address: ControlPlaneAddress,
    private readonly options: IdentityOptions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Empty until the first identity is known. */
  get agentId(): string {
    return this.identity?.agentId ?? '';
  }

  /**
   * The identity to connect with, enrolling or renewing where that is due. Answers with a failure that
   * waiting may cure; rejects with `Refused` when nothing but a person can.
   */
  async current(): Promise<Identity | Failure> {
    this.identity ??= await loadIdentity(this.options.stateDir);
    if (!this.identity) return this.first();
    if (this.clock.wallMs() >= this.identity.renewAtMs) return this.next(this.identity);
    return this.identity;
  }

  /** Renews where it is due, for an agent whose session lasts longer than its certificate. */
  async renewIfDue(): Promise<void> {
    const identity = this.identity;
    if (identity && this.clock.wallMs() >= identity.renewAtMs) await this.next(identity);
  }

  private async first(): Promise<Identity | Failure> {
    const { joinToken, hostname } = this.options;
    if (joinToken === null) throw new Refused('this agent has no identity yet: start it with a join token');
    try {
      return await this.keep(await enrol(this.address, joinToken, hostname, this.clock.wallMs()), 'enrolled');
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (verdictOn('enrol', failure) === 'retry') return failure;
      throw new Refused(`the control plane refused the enrolment: ${failure.details}`);
    }
  }

  /** One renewal at a time. */
  private next(identity: Identity): Promise<Identity | Failure> {
    this.renewal ??= this.renew(identity).finally(() => (this.renewal = null));
    return this.renewal;
  }

  /** A renewal that fails changes nothing while the present certificate is good. */
  private async renew(identity: Identity): Promise<Identity | Failure> {
    const now = this.clock.wallMs();
    if (now >= identity.expiresAtMs + RENEWABLE_MS) {
      if (this.options.joinToken !== null) return this.first();
      throw new Refused('the certificate expired more than seven days ago: enrol again with a join token');
    }
    try {
      return await this.keep(await renewCertificate(this.address, identity, now), 'certificate renewed');
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (isOut(failure)) throw new Refused(`the control plane has put this agent out: ${failure.details}`);
      this.log.warn('the certificate was not renewed', { reason: failure.details });
      return now < identity.expiresAtMs ? identity : failure;
    }
  }

  private async keep(identity: Identity, message: string): Promise<Identity> {
    await saveIdentity(this.options.stateDir, identity);
    this.identity = identity;
    this.log.info(message, { agentId: identity.agentId, expiresAtMs: identity.expiresAtMs });
    return identity;
  }
}
