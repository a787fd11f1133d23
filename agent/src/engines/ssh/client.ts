import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { HOST_KEY, USER, type Login } from './login';
import { wipe } from './memory-folder';

const CONNECT_SECONDS = 15;
/** The name under which a host's keys stand in the file: never one that somebody resolves. */
const ALIAS = 'target';

export interface LoginFiles {
  /** `env`'s arguments: variables, ssh, its options, address. The command is still to be added. */
  args: readonly string[];
  /** Removes the secrets: called when they were used. Idempotent. */
  wipe(): void;
  /** The keys of the host, those of before and one that was taken now. */
  hostKeys(): string[];
  /** Removes all of it. */
  remove(): void;
}

/**
 * ssh's arguments for one login, and the files that it needs, in a folder of a memory file system. Throws a RangeError for a
 * login that is none: what comes here was checked, and is checked again because it becomes arguments.
 * @param askpass where a program lies, or is put, that prints the file that SCANFLEET_ASK names (ssh(1), SSH_ASKPASS)
 */
export function loginFiles(login: Login, address: string, folder: string, askpass: string): LoginFiles {
  const { user, port, secret, trustFirstKey } = login;
  if (isIP(address) === 0) throw new RangeError('a target is an address');
  if (!USER.test(user)) throw new RangeError('the user of the credential is no name of a user');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError('the port is none');
  const keys = login.hostKeys.get(address) ?? [];
  if (!keys.every((key) => HOST_KEY.test(key))) throw new RangeError('a known host key is none');
  const known = join(folder, 'known-hosts');
  const keyFile = join(folder, 'key');
  const answer = join(folder, 'answer');
  write(known, keys.map((key) => `${ALIAS} ${key}\n`).join(''));
  if (secret.kind === 'key') write(keyFile, secret.key.endsWith('\n') ? secret.key : `${secret.key}\n`);
  const spoken = secret.kind === 'key' ? secret.passphrase : secret.password;
  if (spoken !== '') {
    write(answer, spoken);
    if (!existsSync(askpass)) writeAskpass(askpass);
  }
  const options = {
    BatchMode: spoken === '' ? 'yes' : 'no',
    StrictHostKeyChecking: keys.length === 0 && trustFirstKey ? 'accept-new' : 'yes',
    UserKnownHostsFile: known,
    GlobalKnownHostsFile: 'none',
    HostKeyAlias: ALIAS,
    CheckHostIP: 'no',
    UpdateHostKeys: 'no',
    HashKnownHosts: 'no',
    VerifyHostKeyDNS: 'no',
    IdentityAgent: 'none',
    IdentitiesOnly: 'yes',
    IdentityFile: secret.kind === 'key' ? keyFile : 'none',
    PreferredAuthentications: secret.kind === 'key' ? 'publickey' : 'password,keyboard-interactive',
    NumberOfPasswordPrompts: '1',
    ConnectTimeout: String(CONNECT_SECONDS),
    ServerAliveInterval: '5',
    ServerAliveCountMax: '3',
    ClearAllForwardings: 'yes',
    ForwardAgent: 'no',
    ForwardX11: 'no',
    PermitLocalCommand: 'no',
    ProxyCommand: 'none',
    ControlMaster: 'no',
    ControlPath: 'none',
    RequestTTY: 'no',
    EscapeChar: 'none',
    Compression: 'yes',
    LogLevel: 'ERROR',
  };
  return {
    args: [
      ...(spoken === ''
        ? []
        : [`SSH_ASKPASS=${askpass}`, 'SSH_ASKPASS_REQUIRE=force', `SCANFLEET_ASK=${answer}`]),
      ...['LC_ALL=C', 'ssh', '-F', 'none'],
      ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
      ...['-l', user, '-p', String(port), '--', address],
    ],
    wipe: () => [keyFile, answer].forEach(wipe),
    hostKeys: () => hostKeysOf(known),
    remove: () => {
      [keyFile, answer].forEach(wipe);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes a program that prints what ssh asks for. */
function writeAskpass(file: string): void {
  writeFileSync(file, '#!/bin/sh\nexec cat -- "$SCANFLEET_ASK"\n', { mode: 0o700 });
}

function hostKeysOf(known: string): string[] {
  if (!existsSync(known)) return [];
  const keys = readFileSync(known, 'utf8')
    .split('\n')
    .map((line) => line.split(' ').slice(1, 3).join(' '));
  return [...new Set(keys.filter((key) => HOST_KEY.test(key)))];
}

const write = (file: string, content: string): void => writeFileSync(file, content, { mode: 0o600 });
