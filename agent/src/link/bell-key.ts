import { createUser } from '@nats-io/nkeys';

/** The agent's own NATS user key: made in memory by each process; only the public part ever travels. */
export interface BellKey {
  readonly publicKey: string;
  /** Of the private key, as the client library takes it. */
  readonly seed: Uint8Array;
}

export function newBellKey(): BellKey {
  const user = createUser();
  return { publicKey: user.getPublicKey(), seed: user.getSeed() };
}
