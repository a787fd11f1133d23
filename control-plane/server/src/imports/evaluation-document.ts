import { isIP } from 'node:net';
import { resultOf, type Results } from '@scanfleet/readers';
import { canonicalAddress } from '../assets';
import type { Result } from '../platform';
import { refused, TooLarge, type ReadDocument, type Told } from './imported-document';
import { MOST_OBSERVATIONS, observed } from './observed';

/** A larger one is read, and not kept. */
const MOST_RAW = 48 * 1024 * 1024;

/**
 * Results of a profile (XCCDF, also in ARF) or of definitions (OVAL), of one system. The document names many addresses of it, and
 * OVAL none that can be relied on: where it is not clear which is meant, it has to be said. Refusals: `document-refused`.
 */
export const readEvaluation =
  (kind: 'xccdf' | 'oval') =>
  async (source: AsyncIterable<Buffer>, told: Told): Promise<Result<ReadDocument>> => {
    const kept = new Kept();
    let found: Results;
    try {
      found = await resultOf(kept.through(source), { kind, sha256: '' }, []);
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      return refused('malformed', error instanceof Error ? error.message : String(error));
    }
    if (found.observations.length > MOST_OBSERVATIONS)
      return refused('excessive', `It tells more than ${MOST_OBSERVATIONS} things.`);
    if (found.disposition === 'failed') return refused('no-results', `${found.reason}.`);
    const addresses =
      told.address === undefined ? addressesOf(found) : [canonicalAddress(told.address) ?? told.address];
    const [address, ...more] = addresses;
    if (address === undefined)
      return refused('no-address', 'It does not tell of which system it is: say `address`.');
    if (more.length > 0)
      return refused(
        'several-addresses',
        `The system has ${addresses.join(', ')}: say which in \`address\`.`,
      );
    const { disposition, reason, observations, toolVersion } = found;
    return {
      targets: [{ address, disposition, reason, observations: observations.map(observed), raw: kept.bytes }],
      look: { tool: 'oscap', toolVersion, ports: [] },
      measuredAt: timeOf(found),
      cut: '',
    };
  };

/** Those of the system that others can reach. */
function addressesOf({ result }: Results): string[] {
  const own = (result?.addresses ?? []).flatMap((text) =>
    isIP(text) > 0 ? (canonicalAddress(text) ?? []) : [],
  );
  return [...new Set(own)].filter((address) => !/^(127\.|::1$|fe80:)/.test(address));
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
