/** Version of the contract spoken by this build. Raised when an older peer would misunderstand. */
export const PROTOCOL_VERSION = 1;

/** The window: a control plane speaks with agents of its own version and of the one before. */
export function acceptsProtocol(peer: number): boolean {
  return peer === PROTOCOL_VERSION || (peer === PROTOCOL_VERSION - 1 && peer > 0);
}
