import { ADDRCONFIG, ALL } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';

/** How long one name server is waited for, and how often it is asked. */
const SERVER_MS = 2_000;
const TRIES = 2;

/** Where names become addresses. One place, so that what a name says is asked once and then held (J7). */
export abstract class NameResolver {
  /** All addresses of the name, as this machine's resolver or these servers say; none: it has none, or nobody says. */
  abstract addresses(name: string, servers: readonly string[]): Promise<string[]>;
}

export class DnsResolver extends NameResolver {
  async addresses(name: string, servers: readonly string[]): Promise<string[]> {
    try {
      if (servers.length === 0) {
        const found = await lookup(name, { all: true, hints: ADDRCONFIG | ALL });
        return found.map(({ address }) => address);
      }
      const resolver = new Resolver({ timeout: SERVER_MS, tries: TRIES });
      resolver.setServers([...servers]);
      const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    } catch {
      return [];
    }
  }
}
