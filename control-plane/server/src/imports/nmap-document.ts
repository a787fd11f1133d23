import { NmapReader, type NmapEvent, type NmapHost, type PortRanges } from '@scanfleet/readers';
import { readLook } from '../ingest/observation';
import type { ImportedTarget, Look } from '../scans';
import { unreadable, type ReadDocument, type Reading } from './imported-document';
import { MOST_TARGETS, Observed, packed } from './observed';

/** Of all hosts together; beyond it the bytes of further ones are not kept. */
const MOST_RAW = 64 * 1024 * 1024;

/**
 * What nmap wrote with -oX. Hosts that were finished count also where the document is cut, or others of it cannot be read; a host
 * that it does not name is nothing that it told.
 */
export async function readNmap(source: AsyncIterable<Buffer>): Promise<Reading<ReadDocument>> {
  const reader = new NmapReader();
  const taken = new Taken();
  for await (const chunk of source) {
    for (const event of reader.feed(chunk)) {
      const fault = taken.take(event);
      if (fault !== '') return unreadable('excessive', fault);
    }
    if (reader.refused) break;
  }
  const end = reader.end();
  if (end.kind === 'refused') return unreadable('malformed', end.reason);
  if (taken.targets.size === 0) return unreadable('no-results', 'It tells of no host.');
  const { look, measuredAt } = taken;
  const cut = end.kind === 'truncated' ? end.reason : taken.broken(end.brokenHosts);
  return { document: { targets: [...taken.targets.values()], look, measuredAt, cut } };
}

class Taken {
  readonly targets = new Map<string, ImportedTarget>();
  measuredAt: Date | null = null;
  #tool = { tool: 'nmap', toolVersion: '' };
  readonly #ports: PortRanges[] = [];
  readonly #observed = new Observed();
  #raw = 0;
  #broken = '';

  get look(): Look {
    return readLook({ ...this.#tool, ports: this.#ports });
  }

  /** What is too much; empty: nothing is. */
  take(event: NmapEvent): string {
    switch (event.kind) {
      case 'run':
        this.#tool = { tool: 'nmap', toolVersion: event.version };
        this.measuredAt = event.start === null ? null : new Date(event.start * 1_000);
        return '';
      case 'scaninfo':
        this.#ports.push(...event.ports);
        return '';
      case 'host':
        return this.#host(event.host, event.raw);
      case 'broken':
        this.#broken ||= event.reason;
        if (event.address === null) return '';
        return this.#add(event.address, () => ({
          ...{ disposition: 'failed', reason: `nmap's result cannot be read: ${event.reason}` },
          ...{ observations: [], packed: null },
        }));
      default:
        return '';
    }
  }

  /** Why it is not the whole: as many of its hosts cannot be read; empty: none. */
  broken(count: number): string {
    return count === 0 ? '' : `${count} of its hosts cannot be read: ${this.#broken}`;
  }

  #host(host: NmapHost, raw: Buffer): string {
    return this.#add(host.address, () => {
      this.#raw += raw.length;
      return {
        ...dispositionOf(host),
        observations: this.#observed.take(host.observations),
        packed: this.#raw <= MOST_RAW ? packed(raw) : null,
      };
    });
  }

  /** The first account of a host counts, as it does from an agent. */
  #add(address: string, account: () => Omit<ImportedTarget, 'address'>): string {
    if (this.targets.has(address)) return '';
    if (this.targets.size >= MOST_TARGETS) return `It tells of more than ${MOST_TARGETS} hosts.`;
    this.targets.set(address, { address, ...account() });
    return this.#observed.excess;
  }
}

/** As the engine judges it. */
function dispositionOf({ timedOut, observations }: NmapHost): Pick<ImportedTarget, 'disposition' | 'reason'> {
  const [{ status, statusReason }] = observations;
  if (timedOut) return { disposition: 'timed out', reason: 'nmap gave it up at the host timeout' };
  if (status === 'up') return { disposition: 'scanned', reason: '' };
  if (status === 'down') return { disposition: 'down', reason: statusReason };
  return { disposition: 'failed', reason: 'nmap did not say whether it is up' };
}
