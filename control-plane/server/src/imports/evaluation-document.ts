import { canonicalAddress, resultOf, type Results } from '@scanfleet/readers';
import { TooLarge, unreadable, type ReadDocument, type Reading, type Told } from './imported-document';
import { Observed, packed } from './observed';

/** A larger one is read, and not kept. */
const MOST_RAW = 48 * 1024 * 1024;

/**
 * Results of a profile (XCCDF, also in ARF) or of definitions (OVAL), of one system. The document names many addresses of it, and
 * OVAL none that can be relied on: where it is not clear which is meant, it has to be said.
 */
export const readEvaluation =
  (kind: 'xccdf' | 'oval') =>
  async (source: AsyncIterable<Buffer>, told: Told): Promise<Reading<ReadDocument>> => {
    const kept = new Kept();
    let found: Results;
    try {
      found = await resultOf(kept.through(source), { kind, sha256: '' }, []);
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      return unreadable('malformed', error instanceof Error ? error.message : String(error));
    }
    const observed = new Observed();
    const observations = observed.take(found.observations);
    if (observed.excess !== '') return unreadable('excessive', observed.excess);
    if (found.disposition === 'failed') return unreadable('no-results', `${found.reason}.`);
    const addresses = told.address === undefined ? addressesOf(found) : [told.address];
    const [address, ...more] = addresses;
    if (address === undefined)
      return unreadable('no-address', 'It does not tell of which system it is: say `address`.');
    if (more.length > 0)
      return unreadable(
        'several-addresses',
        `The system has ${addresses.join(', ')}: say which in \`address\`.`,
      );
    const { disposition, reason, toolVersion } = found;
    const document = {
      targets: [{ address, disposition, reason, observations, packed: packed(kept.bytes) }],
      look: { tool: 'oscap', toolVersion, ports: [] },
      measuredAt: timeOf(found),
      cut: '',
    };
    return { document };
  };

/** Those of the system that others can reach, but for IPv4 written as IPv6. */
function addressesOf({ result }: Results): string[] {
  const own = (result?.addresses ?? []).flatMap((text) => canonicalAddress(text) ?? []);
  return [...new Set(own)].filter((address) => !/^(127\.|::1$|fe80:|.*:.*\.)/.test(address));
}

function timeOf({ result }: Results): Date | null {
  for (const text of [result?.endTime, result?.startTime]) {
    const time = new Date(text ?? '');
    if (!Number.isNaN(time.getTime())) return time;
  }
  return null;
}

/** The bytes that went through, as long as they are not too many. */
class Kept {
  #chunks: Buffer[] = [];
  #size = 0;

  get bytes(): Buffer | null {
    return this.#size <= MOST_RAW ? Buffer.concat(this.#chunks) : null;
  }

  async *through(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      this.#size += chunk.length;
      if (this.#size <= MOST_RAW) this.#chunks.push(Buffer.from(chunk));
      else this.#chunks = [];
      yield chunk;
    }
  }
}
