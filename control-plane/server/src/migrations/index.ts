import { Ledger1763800000001 } from './0001-ledger';

/** Every migration, oldest first. Append only. */
export const migrations = [Ledger1763800000001];
