import { eventKind } from '../platform';
import type { HostState } from './host.machine';

/** Any move of a scanner host. */
export const hostMoved = eventKind<{ hostId: string; state: HostState }>('host.moved');
