import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Addresses of the hosts of a place, IPv4, at least a /29; the first is this machine's own. */
export const hostCidr = z
  .string()
  .refine((text) => ipaddr.IPv4.isValidCIDR(text) && Number(text.split('/')[1]) <= 29, 'an IPv4 CIDR');

/** Who has which address of a network: a file for each, named by the address, that holds the host's id. */
export class AddressBook {
  constructor(
    private readonly folder: string,
    private readonly cidr: string,
  ) {}

  /** This machine's own address among them. */
  get gateway(): string {
    return addressAt(this.cidr, 1);
  }

  /** Length of the network's prefix. */
  get bits(): number {
    return Number(this.cidr.split('/')[1]);
  }

  /** The host's address, now or already its own; undefined: all are taken. */
  async reserve(hostId: string): Promise<string | undefined> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const own = await this.of(hostId);
    if (own !== undefined) return own;
    const count = 2 ** (32 - this.bits);
    // The first is the network's, then this machine's; the last is the broadcast's.
    for (let at = 2; at < count - 1; at++) {
      const address = addressAt(this.cidr, at);
      try {
        await writeFile(join(this.folder, address), hostId, { flag: 'wx', mode: 0o600 });
        return address;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
      }
    }
    return undefined;
  }

  async of(hostId: string): Promise<string | undefined> {
    for (const address of await readdir(this.folder).catch(() => []))
      if ((await readFile(join(this.folder, address), 'utf8').catch(() => '')) === hostId) return address;
    return undefined;
  }

  async release(hostId: string): Promise<void> {
    for (let held = await this.of(hostId); held !== undefined; held = await this.of(hostId))
      await rm(join(this.folder, held), { force: true });
  }
}

function addressAt(cidr: string, at: number): string {
  const bytes = ipaddr.IPv4.networkAddressFromCIDR(cidr).toByteArray();
  let value = bytes.reduce((sum, byte) => sum * 256 + byte, 0) + at;
  const parts: number[] = [];
  for (let n = 0; n < 4; n++) {
    parts.unshift(value % 256);
    value = Math.floor(value / 256);
  }
  return parts.join('.');
}
