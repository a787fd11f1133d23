/** Why a system could not be entered, or not be asked. The words are those that people read; they stand first in a reason. */
export type Verdict =
  | 'unreachable'
  | 'authentication failed'
  | 'host key changed'
  | 'host key unknown'
  | 'sudo refused'
  | 'ssh is not installed on the agent'
  | 'connection lost'
  | 'login failed';

/** By what ssh prints (ssh.c, sshconnect.c, sshconnect2.c, clientloop.c), and sudo. The first that fits. */
const SAID: readonly (readonly [pattern: RegExp, verdict: Verdict])[] = [
  [/HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed/i, 'host key changed'],
  [/host key is known for|Host key verification failed/i, 'host key unknown'],
  [
    /Permission denied|Too many authentication failures|Load key|incorrect passphrase/i,
    'authentication failed',
  ],
  [/^sudo:|sudo: (?:a password|.* not found)|is not in the sudoers|sudo: not found/im, 'sudo refused'],
  [
    /connect to (?:host|address)|Connection (?:refused|timed out|reset|closed)|No route to host|Network is unreachable|banner exchange|Could not resolve/i,
    'unreachable',
  ],
];

export interface Refused {
  verdict: Verdict;
  /** What the programs said, for people; may be empty. */
  said: string;
}

/** Why nothing was begun on the far side. `said`: all that was printed on standard error. */
export function refusalOf(said: string): Refused {
  const verdict = SAID.find(([pattern]) => pattern.test(said))?.[1] ?? 'login failed';
  return { verdict, said: verdict === 'host key changed' ? fingerprintIn(said) : lastLine(said) };
}

/** The key that is there now, as the warning names it. */
function fingerprintIn(said: string): string {
  const [, algorithm = '', fingerprint = ''] =
    /fingerprint for the (\S+) key sent by the remote host is\s+(SHA256:[A-Za-z0-9+/]{43})/.exec(said) ?? [];
  return fingerprint === '' ? '' : `it has the ${algorithm} key ${fingerprint} now`;
}

function lastLine(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.replace(/[^\x20-\x7e]+/g, ' ').trim())
    .filter((line) => line !== '');
  return (lines.at(-1) ?? '').slice(-300);
}
