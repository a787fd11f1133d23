export { Programs } from './programs';
export { SelfUpdate } from './self-update';
export type { SignedBundle } from './signed';
