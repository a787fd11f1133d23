import { Ledger1763800000001 } from './0001-ledger';
import { Lifecycle1764000000002 } from './0002-lifecycle';
import { FindingsRemember1764000000003 } from './0003-findings-remember';

/** Every migration, oldest first. Append only. */
export const migrations = [Ledger1763800000001, Lifecycle1764000000002, FindingsRemember1764000000003];
