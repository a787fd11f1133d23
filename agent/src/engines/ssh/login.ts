/** How the systems of a task are entered. Secrets stay in memory and in a memory file system for as long as a login takes. */
export interface Login {
  user: string;
  /** 1 to 65535. */
  port: number;
  secret: LoginSecret;
  /** True: everything there is run by `sudo -n`, which asks for no password. */
  sudo: boolean;
  /** By canonical address: the host keys that are its own, each `ssh-ed25519 AAAA…`. */
  hostKeys: ReadonlyMap<string, readonly string[]>;
  /** True: of a system of which no key is known the first one is taken, and told. False: it is refused. */
  trustFirstKey: boolean;
}

export type LoginSecret =
  /** OpenSSH, PEM or PKCS#8, as a file holds it; `passphrase` empty: it has none. */
  { kind: 'key'; key: string; passphrase: string } | { kind: 'password'; password: string };

/** A key of a host, such as a known_hosts file has it (sshd(8)): its algorithm and its base64. */
export const HOST_KEY =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]{16,4096}={0,2}$/;

/** Portable user names, and those with a domain. */
export const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@\\+-]{0,63}$/;
