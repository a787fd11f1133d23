import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';

/** Every address that a name has now. */
export abstract class Names {
  abstract resolve(host: string): Promise<readonly LookupAddress[]>;
}

/** As this machine resolves names. */
export class SystemNames extends Names {
  resolve(host: string): Promise<LookupAddress[]> {
    return lookup(host, { all: true, verbatim: true });
  }
}

/** The name leads where nothing may go. */
export class DeniedAddress extends Error {
  readonly code = 'EDENIED';
}

/**
 * Resolves for a connection: it goes to one of the addresses that were looked at here, and to nothing that the name may
 * mean a moment later. One address that is not permitted denies the name.
 */
export function guardedLookup(names: Names, permitted: (address: string) => boolean): LookupFunction {
  return (host: string, options: LookupOptions, done): void => {
    names.resolve(host).then(
      (addresses) => {
        if (addresses.length === 0 || !addresses.every(({ address }) => permitted(address)))
          return done(new DeniedAddress(`${host} leads to an address that is not permitted`), []);
        const [first] = addresses;
        if (options.all) done(null, [...addresses]);
        else done(null, first?.address ?? '', first?.family ?? 4);
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    );
  };
}
