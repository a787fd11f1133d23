export { KeeperClient, type KeeperNotice, type KeeperOptions } from './keeper-client';
export { type KeeperProgram } from './keeper-process';
export { type KeeperPowers, runKeeper } from './keeper';
export { endLeftovers } from './leftovers';
export { RunGuard } from './run-guard';
