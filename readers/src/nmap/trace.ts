import type { Hop } from './observation';
import { CLOSE, type Markup } from '../xml/markup';
import { canonicalAddress } from './address';
import { bounded, wholeNumber } from './value';

/** Reads `<trace>`: the routers passed. nmap leaves silent hops out, or writes `--` for what it did not measure. */
export function readTrace(markup: Markup): Hop[] {
  const hops: Hop[] = [];
  while (markup.next() !== CLOSE) {
    const ttl = markup.name === 'hop' ? wholeNumber(markup.attribute('ttl'), 0, 255) : null;
    if (ttl !== null) {
      const name = markup.attribute('host');
      hops.push({
        ttl,
        address: canonicalAddress(markup.attribute('ipaddr') ?? ''),
        name: name ? bounded(name) : null,
        rttMs: milliseconds(markup.attribute('rtt')),
      });
    }
    markup.skip();
  }
  return hops;
}

function milliseconds(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]{1,9}(\.[0-9]{1,9})?$/.test(text) ? Number(text) : null;
}
