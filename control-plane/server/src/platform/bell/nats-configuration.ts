import type { BellOperator } from './operator';

export interface NatsPlace {
  readonly host: string;
  readonly port: number;
  /** Where JetStream keeps its streams. */
  readonly storeFolder: string;
  /** Paths of PEM files. */
  readonly certificate: string;
  readonly key: string;
}

/**
 * The text of nats.conf: operator mode with all accounts preloaded, so that agents' users come and go
 * without a reload; TLS for everyone; no monitoring port. Only files are named, no secret is inside.
 */
export function natsConfiguration(place: NatsPlace, operator: BellOperator): string {
  const { operatorJwt, system, control, agents } = operator;
  return `# Written by \`scanfleet-control-plane init\`. Run it again to change addresses or paths.
host: ${quoted(place.host)}
port: ${place.port}
server_name: scanfleet
operator: ${operatorJwt}
system_account: ${system.publicKey}
resolver: MEMORY
resolver_preload: {
  ${system.publicKey}: ${system.jwt}
  ${control.publicKey}: ${control.jwt}
  ${agents.publicKey}: ${agents.jwt}
}
tls {
  cert_file: ${quoted(place.certificate)}
  key_file: ${quoted(place.key)}
  timeout: 5
}
jetstream {
  store_dir: ${quoted(place.storeFolder)}
  max_memory_store: 16MB
  max_file_store: 1GB
}
max_payload: 64KB
max_pending: 8MB
max_control_line: 4KB
max_connections: 65536
write_deadline: "10s"
ping_interval: "20s"
ping_max: 2
logtime: true
`;
}

/** A string of the configuration language; it knows the escapes of JSON that a path can need. */
function quoted(text: string): string {
  if ([...text].some((character) => character < ' ')) throw new Error('a path with a control character');
  return JSON.stringify(text);
}
