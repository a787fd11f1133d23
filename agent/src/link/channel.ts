import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import { type ChannelOptions, ChannelCredentials, type VerifyOptions } from '@grpc/grpc-js';
import type { Identity } from './identity';

/** Where the control plane is and whom to believe that it is the control plane. */
export interface ControlPlaneAddress {
  /** https://host:port. */
  url: URL;
  /** PEM of the authority that signed the control plane's server certificate. */
  ca: Buffer;
}

/** Without keepalive a frozen peer would go unnoticed; retries are this agent's own business (`retry`). */
const common: ChannelOptions = {
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.max_receive_message_length': 1024 * 1024,
  'grpc.enable_retries': 0,
  'grpc.use_local_subchannel_pool': 1,
};

/** A name to send where the address has none: the TLS extension takes no IP address (RFC 6066, 3). */
const NAME_FOR_ADDRESS = 'control-plane';

export function channelOptions(address: ControlPlaneAddress): ChannelOptions {
  if (!isAddress(address)) return common;
  return { ...common, 'grpc.ssl_target_name_override': NAME_FOR_ADDRESS };
}

export function target(address: ControlPlaneAddress): string {
  return `${address.url.hostname}:${address.url.port || '443'}`;
}

/** Server TLS; with an identity also the agent's own certificate. */
export function credentials(address: ControlPlaneAddress, identity: Identity | null): ChannelCredentials {
  if (!identity) return made(address, null);
  // Reading keys costs more than the handshake, and after an outage it is done again and again.
  const before = known.get(identity);
  if (before?.address === address) return before.credentials;
  const credentials = made(address, identity);
  known.set(identity, { address, credentials });
  return credentials;
}

const known = new WeakMap<Identity, { address: ControlPlaneAddress; credentials: ChannelCredentials }>();

function made(address: ControlPlaneAddress, identity: Identity | null): ChannelCredentials {
  const key = identity ? Buffer.from(identity.key) : null;
  const certificate = identity ? Buffer.from(identity.certificate) : null;
  return ChannelCredentials.createSsl(address.ca, key, certificate, verification(address));
}

/** Whatever name was sent, the certificate must be for the address that was dialled. */
function verification(address: ControlPlaneAddress): VerifyOptions {
  if (!isAddress(address)) return {};
  return { checkServerIdentity: (_name, certificate) => checkServerIdentity(bareHost(address), certificate) };
}

function isAddress(address: ControlPlaneAddress): boolean {
  return isIP(bareHost(address)) !== 0;
}

/** Without the brackets that a URL puts around an IPv6 address. */
function bareHost({ url }: ControlPlaneAddress): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
