import type { TargetResult } from '../engine';
import type { HostKeyObservation } from '../observation';
import type { ErrandEnd, ErrandRun } from './errand';
import type { Login } from './login';
import type { Verdict } from './verdict';

const DISPOSITIONS: Record<Verdict, TargetResult['disposition']> = {
  unreachable: 'unreachable',
  'authentication failed': 'authentication failed',
  'host key changed': 'authentication failed',
  'host key unknown': 'authentication failed',
  'sudo refused': 'authentication failed',
  'ssh is not installed on the agent': 'failed',
  'connection lost': 'failed',
  'login failed': 'failed',
};

/** What an errand's end that is no success means for its target; null: it was stopped. */
export function refusedTarget(end: Exclude<ErrandEnd, { kind: 'done' }>): Partial<TargetResult> | null {
  switch (end.kind) {
    case 'stopped':
      return null;
    case 'missing':
      return { disposition: 'failed', reason: `${end.program} is missing there` };
    case 'refused': {
      const { verdict, said } = end;
      return { disposition: DISPOSITIONS[verdict], reason: said === '' ? verdict : `${verdict}: ${said}` };
    }
  }
}

/** What was learnt of a host of which no key was known. */
export const firstKeys = (login: Login, address: string, { hostKeys }: ErrandRun): HostKeyObservation[] =>
  (login.hostKeys.get(address) ?? []).length > 0 ? [] : hostKeys.map((key) => ({ kind: 'host-key', key }));
