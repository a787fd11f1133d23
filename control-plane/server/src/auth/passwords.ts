import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Refusal, Turns, type Result } from '../platform';

/** Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage); the library's default algorithm is Argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 256;
/** Each takes 19 MiB and a core for some 30 ms: a flood of log-ins waits, and past this is refused. */
const MOST = { all: 2, ofKey: 2, waitingOfKey: 64 };
const EVERYBODY = '';

/** Hashes and verifies passwords, a few at a time. */
@Injectable()
export class Passwords {
  private readonly turns = new Turns(MOST, 'Too many log-ins at this moment.', 1);
  /** What an unknown account's password is compared with, so that the answer takes as long as for a known one. */
  private readonly nobody = hash('nobody has this password', COST);

  /** Refusals `weak-password` (422), `busy` (503). */
  async hash(password: string, email: string): Promise<Result<string>> {
    const weak = weakness(password, email);
    if (weak) return weak;
    return this.turns.within(EVERYBODY, () => hash(password.normalize('NFC'), COST));
  }

  /** Refusal `busy` (503). */
  async verify(password: string, stored: string | undefined): Promise<Result<boolean>> {
    const against = stored ?? (await this.nobody);
    return this.turns.within(
      EVERYBODY,
      async () => (await verify(against, password.normalize('NFC'))) && stored !== undefined,
    );
  }
}

/** Length is what counts (NIST SP 800-63B); a password that is the account's own name is none. */
function weakness(password: string, email: string): Refusal | undefined {
  const tooEasy = password.toLowerCase().includes(email) || /^(.)\1*$/u.test(password);
  if (!tooEasy) return undefined;
  const reason = 'The password is the e-mail address, or one character repeated.';
  return new Refusal('weak-password', 422, reason, [{ path: '/password', code: 'weak-password', reason }]);
}
