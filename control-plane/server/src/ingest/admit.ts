import { isIP } from 'node:net';
import type { AgentMessage, Chunk, Hello, HostObservation, Look } from '@scanfleet/proto';

/**
 * What is let in from an agent, by shape alone: agents are machines that may be taken over. Answers what is
 * wrong, or undefined. Pure.
 */
export const LIMITS = {
  observations: 2_000,
  /** Bytes of a message; also the transport's limit. */
  message: 1024 * 1024,
  engines: 32,
  /** What an engine says that it cannot do here. */
  engineLimits: 64,
  engineContent: 64,
  /** More than slots: what is delivered waits in the spool of an agent that was cut off. */
  held: 4_096,
  nonces: 256,
  toolSlots: 256,
  addresses: 256,
  words: 500,
  looks: 64,
  toolVersion: 64,
  protocols: 4,
  ranges: 10_000,
  /** Groups of ports of a host that are summed up, and their ranges. */
  extraPorts: 64,
  extraRanges: 65_536,
  /** More than a slice has targets. */
  released: 4_096,
  /** Nonces are made by the agent. */
  nonce: 64,
} as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Becomes part of NATS subjects and names of consumers. */
const ENGINE = /^[a-z][a-z0-9-]{0,31}$/;
const HASH = /^([0-9a-f]{64})?$/;

export function refuseMessage(message: AgentMessage['message']): string | undefined {
  switch (message?.$case) {
    case 'hello':
      return refuseHello(message.value);
    case 'heartbeat':
      return undefined;
    case 'claim': {
      const { nonce, sliceId } = message.value;
      if (nonce.length === 0 || nonce.length > LIMITS.nonce) return 'a claim needs a nonce';
      return sliceId === '' || UUID.test(sliceId) ? undefined : 'a claim names a slice by its id';
    }
    case 'chunk':
      return refuseFence(message.value) ?? refuseChunk(message.value);
    case 'renew':
    case 'finish':
    case 'stopAck':
    case 'reject':
      return refuseFence(message.value);
    case 'released':
      return refuseFence(message.value) ?? refuseReleased(message.value.targets);
    default:
      return 'an empty message';
  }
}

function refuseFence(named: { sliceId: string; epoch: number }): string | undefined {
  return UUID.test(named.sliceId) && named.epoch > 0 ? undefined : 'a slice is named by its id and epoch';
}

function refuseReleased(targets: readonly string[]): string | undefined {
  if (targets.length > LIMITS.released) return `at most ${LIMITS.released} targets at once`;
  return targets.every((target) => isIP(target) !== 0) ? undefined : 'a target is not an address';
}

function refuseHello(hello: Hello): string | undefined {
  if (hello.engines.length > LIMITS.engines) return 'too many engines';
  if (hello.held.length > LIMITS.held || hello.openNonces.length > LIMITS.nonces)
    return 'too many slices held or asked for';
  if (hello.addresses.length > LIMITS.addresses) return 'too many addresses';
  if (hello.addresses.some((address) => isIP(address) === 0)) return 'an address of its own is none';
  if (hello.engines.some(({ name }) => !ENGINE.test(name))) return 'that is not the name of an engine';
  if (hello.toolSlots < 1 || hello.toolSlots > LIMITS.toolSlots)
    return `tool slots: 1 to ${LIMITS.toolSlots}`;
  for (const slice of hello.held) {
    const refused = refuseFence(slice);
    if (refused) return refused;
  }
  const words = [hello.agentVersion, hello.hostname, hello.platform, hello.bellPublicKey];
  for (const { name, version, verdict, limits, content } of hello.engines) {
    if (limits.length > LIMITS.engineLimits) return 'an engine has too many limits';
    if (content.length > LIMITS.engineContent) return 'an engine has too much content';
    words.push(name, version, verdict, ...limits, ...content.flatMap(({ path, sha256 }) => [path, sha256]));
  }
  return words.some((word) => word.length > LIMITS.words) ? 'a field of Hello is too long' : undefined;
}

function refuseChunk(chunk: Chunk): string | undefined {
  let observations = 0;
  for (const part of chunk.parts) {
    if (isIP(part.target) === 0) return 'a target is not an address';
    if (part.run < 1 || part.run > 65_535) return 'runs count from 1';
    const named = part.disposition ? [part.disposition.artifactSha256, part.disposition.reportSha256] : [];
    if (!named.every((hash) => HASH.test(hash))) return 'an artifact is named by its hash';
    observations += part.observations.length;
    // Parts come in order, so the last one tells how many there were. A wrong count would never be loaded.
    const told = part.disposition?.rowCount;
    if (told !== undefined && told !== part.firstOrdinal + part.observations.length) {
      return 'a disposition counts its target’s observations';
    }
    for (const { kind } of part.observations) {
      if (kind?.$case === 'host' && isTooMuch(kind.value.extraPorts))
        return 'a host has too many port ranges';
      const port = kind?.$case === 'port' || kind?.$case === 'script' ? kind.value.port : 0;
      if (port < 0 || port > 65_535) return 'a port is 0 to 65535';
    }
  }
  return (
    refuseLooks(chunk.looks) ??
    (observations > LIMITS.observations ? `at most ${LIMITS.observations} observations a chunk` : undefined)
  );
}

function isTooMuch(groups: HostObservation['extraPorts']): boolean {
  if (groups.length > LIMITS.extraPorts) return true;
  let ranges = 0;
  for (const group of groups) {
    if (group.ranges.length > LIMITS.extraPorts) return true;
    for (const one of group.ranges) ranges += one.ranges.length;
  }
  return ranges > LIMITS.extraRanges;
}

function refuseLooks(looks: readonly Look[]): string | undefined {
  if (looks.length > LIMITS.looks) return `at most ${LIMITS.looks} looks a chunk`;
  for (const { run, tool, toolVersion, ports } of looks) {
    if (run < 1 || run > 65_535) return 'runs count from 1';
    if (!ENGINE.test(tool) || toolVersion.length > LIMITS.toolVersion) return 'a look names its tool';
    if (ports.length > LIMITS.protocols) return 'a look at too many ranges';
    const ranges = ports.flatMap((one) => one.ranges);
    if (ranges.length > LIMITS.ranges) return 'a look at too many ranges';
    if (!ports.every(({ protocol }) => /^(tcp|udp|sctp|ip)$/.test(protocol)))
      return 'a look under no protocol';
    if (!ranges.every(({ first, last }) => first <= last && last <= 65_535)) return 'a port is 0 to 65535';
  }
  return undefined;
}
