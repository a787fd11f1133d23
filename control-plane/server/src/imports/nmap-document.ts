import { NmapReader, type NmapEvent, type NmapHost, type PortRanges } from '@scanfleet/readers';
import type { Result } from '../platform';
import { readLook } from '../ingest';
import type { ImportedTarget, Look } from '../scans';
import { refused, type ReadDocument } from './imported-document';
import { MOST_OBSERVATIONS, MOST_TARGETS, observed } from './observed';

/** Of all hosts together; beyond it the bytes of further ones are not kept. */
const MOST_RAW = 64 * 1024 * 1024;

/**
 * What nmap wrote with -oX. Hosts that were finished count also where the document is cut; a host that it does not name is
 * nothing that it told. Refusals: `document-refused`.
 */
export async function readNmap(source: AsyncIterable<Buffer>): Promise<Result<ReadDocument>> {
  const reader = new NmapReader();
  const taken = new Taken();
  for await (const chunk of source) {
    for (const event of reader.feed(chunk)) {
      const fault = taken.take(event);
      if (fault !== '') return refused('excessive', fault);
    }
    if (reader.refused) break;
  }
  const end = reader.end();
  if (end.kind === 'refused') return refused('malformed', end.reason);
  if (taken.targets.size === 0) return refused('no-results', 'It tells of no host.');
  const { look, measuredAt } = taken;
  return {
    targets: [...taken.targets.values()],
    look,
    measuredAt,
    cut: end.kind === 'whole' ? '' : end.reason,
  };
}

class Taken {
  readonly targets = new Map<string, ImportedTarget>();
  measuredAt: Date | null = null;
  #tool = { tool: 'nmap', toolVersion: '' };
  readonly #ports: PortRanges[] = [];
  #observations = 0;
  #raw = 0;

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
      default:
        return '';
    }
  }

  #host(host: NmapHost, raw: Buffer): string {
    // The first account of a host counts, as it does from an agent.
    if (this.targets.has(host.address)) return '';
    this.#observations += host.observations.length;
    if (this.targets.size >= MOST_TARGETS) return `It tells of more than ${MOST_TARGETS} hosts.`;
    if (this.#observations > MOST_OBSERVATIONS) return `It tells more than ${MOST_OBSERVATIONS} things.`;
    this.#raw += raw.length;
    this.targets.set(host.address, {
      address: host.address,
      ...dispositionOf(host),
      observations: host.observations.map(observed),
      raw: this.#raw <= MOST_RAW ? Buffer.from(raw) : null,
    });
    return '';
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
