import { BlockList, isIP } from 'node:net';

/** Why no tool is to be started for an address; undefined: one may be. */
export type WhyLeftOut = (address: string) => string | undefined;

/**
 * What this agent never touches, whatever it is asked to: its operator's word, beside the control plane's exclusions.
 * The CIDRs are those of the configuration, checked there.
 */
export function denied(cidrs: readonly string[]): WhyLeftOut {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', bits] = cidr.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return (address) =>
    list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
      ? 'This agent is not to touch the address (its --deny).'
      : undefined;
}
