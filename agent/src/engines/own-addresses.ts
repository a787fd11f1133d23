import { networkInterfaces } from 'node:os';
import { isIPv4 } from 'node:net';
import { canonicalAddress } from '@scanfleet/readers';

/** The machine's own canonical addresses. Link-local ones are none: they are another machine's on another link. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const found = all.flatMap(({ address }) => canonicalAddress(address.split('%')[0] ?? '') ?? []);
  return [...new Set(found)].filter((address) => !isLinkLocal(address)).sort();
}

const isLinkLocal = (address: string): boolean =>
  isIPv4(address) ? address.startsWith('169.254.') : /^fe[89ab]/.test(address);
