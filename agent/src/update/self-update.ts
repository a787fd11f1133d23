import type { Clock } from '../clock';
import { type Log, reasonOf } from '../log';
import type { Programs } from './programs';
import { type SignedBundle, isNewer } from './signed';

/** The control plane's parts; every offset is a multiple of it. */
const PART_BYTES = 256 * 1024;
const MOST_BYTES = 16 * 1024 * 1024;
const HASH = /^[0-9a-f]{64}$/;
/** After a fetch that failed. */
const AGAIN_MS = 60_000;

export interface SelfUpdateGround {
  programs: Programs;
  /** Of the program that runs. */
  version: string;
  fetchPart: (sha256: string, offset: number) => Promise<Uint8Array>;
  clock: Pick<Clock, 'monotonicMs'>;
  log: Log;
  /** The new program is here: the agent is to end what it has and to be started again. */
  restart: (reason: string) => void;
}

/** Brings the agent to the version that its control plane wants, as long as that is newer and signed by whom this agent trusts. */
export class SelfUpdate {
  private underWay = false;
  private notBefore = 0;
  private done = false;
  private readonly refused = new Set<string>();

  constructor(private readonly ground: SelfUpdateGround) {}

  /** The control plane answers: whatever program this is, it works. */
  works(): void {
    this.ground.programs.confirm(this.ground.version);
  }

  /** What the control plane wants the agent to be. */
  async wanted(bundle: SignedBundle): Promise<void> {
    const { clock, log, version, restart } = this.ground;
    if (this.underWay || this.done || this.isRefused(bundle) || clock.monotonicMs() < this.notBefore) return;
    this.underWay = true;
    try {
      if (this.ground.programs.take(bundle, await this.fetch(bundle))) {
        this.done = true;
        log.info('a newer agent is here', { version: bundle.version });
        restart(`updating from ${version} to ${bundle.version}`);
      } else this.refuse(bundle, 'it is not signed by whom this agent trusts');
    } catch (thrown) {
      this.notBefore = clock.monotonicMs() + AGAIN_MS;
      log.warn('the newer agent was not fetched, again later', {
        version: bundle.version,
        reason: reasonOf(thrown),
      });
    } finally {
      this.underWay = false;
    }
  }

  private isRefused(bundle: SignedBundle): boolean {
    const { version, sha256, bytes } = bundle;
    if (version === this.ground.version || this.refused.has(sha256)) return true;
    if (!HASH.test(sha256) || bytes < 1 || bytes > MOST_BYTES)
      return this.refuse(bundle, 'it has no such hash or size');
    if (!isNewer(version, this.ground.version))
      return this.refuse(bundle, `it is not newer than ${this.ground.version}`);
    if (this.ground.programs.hasFailed(sha256))
      return this.refuse(bundle, 'it was tried here and did not work');
    return false;
  }

  /** Said once. */
  private refuse({ version, sha256 }: SignedBundle, reason: string): true {
    this.refused.add(sha256);
    this.ground.log.error('the agent is not updated', { version, reason });
    return true;
  }

  private async fetch({ sha256, bytes }: SignedBundle): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (let offset = 0; offset < bytes; offset += PART_BYTES)
      parts.push(await this.ground.fetchPart(sha256, offset));
    return Buffer.concat(parts);
  }
}
