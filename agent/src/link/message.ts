import type { EngineVerdict } from '../engines/engine';
import type { EngineWork } from '../engines/registry';

/**
 * What the agent and the control plane say to each other, in the agent's own words. The contract's
 * generated types stop at `wire`. Sequence numbers and sizes are exact integers below 2^53.
 */
export interface SliceRef {
  sliceId: string;
  /** The fencing number: a slice lent again has a higher one. */
  epoch: number;
}

/** How a slice is written in logs, folder names and maps. */
export function sliceKey(ref: SliceRef): string {
  return `${ref.sliceId}.${ref.epoch}`;
}

export interface HeldSlice extends SliceRef {
  /** The number the agent gives its next new chunk. */
  nextSeq: number;
}

export interface Hello {
  agentVersion: string;
  hostname: string;
  platform: string;
  /** The machine's own, canonical. */
  addresses: readonly string[];
  engines: readonly EngineVerdict[];
  toolSlots: number;
  held: readonly HeldSlice[];
  /** Claims sent and not answered yet. */
  openNonces: readonly string[];
  bellPublicKey: string;
}

export interface Claim {
  /** Unique per agent; the same nonce asked again gets the same grant. */
  nonce: string;
  /** What the bell named; null: whichever slice fair share would ring. */
  bell: Bell | null;
}

/** A bell that was heard. It has no authority: it only says which slice to ask for. */
export interface Bell extends SliceRef {
  /** Handed to the control plane, which acknowledges the bell; the agent never does. */
  replySubject: string;
}

/** The agent's last word about a slice, said when its process tree is empty and its spool is delivered. */
export type LastWord =
  | { kind: 'finish' }
  /** `nextSeq` is the number that a next chunk would have had. */
  | { kind: 'stop-ack' }
  /** `toolFailure` counts as an attempt; a restart, a drain or a lost control plane does not. */
  | { kind: 'reject'; toolFailure: boolean; reason: string };

export type AgentSays =
  | ({ kind: 'hello' } & Hello)
  | { kind: 'heartbeat'; sequence: number; freeSlots: number; load: number }
  | ({ kind: 'claim' } & Claim)
  | ({ kind: 'renew' } & SliceRef & Renewal)
  | ({ kind: 'last-word'; word: LastWord; nextSeq: number } & SliceRef)
  | ({ kind: 'released'; targets: readonly string[] } & SliceRef);

export interface Renewal {
  /** The agent's boot-time clock at this moment. */
  sentBootMs: number;
  phase: string;
  /** Of the targets that were granted and not given back, 0 to 1; never goes back. */
  fraction: number;
  /** Targets for which no tool was started yet. */
  waitingTargets: number;
}

/** Only a pause waits until everything finished is delivered. */
export type StopKind = 'pause' | 'cancel' | 'deadline' | 'forced';

/** An order to stop: no further tool is started, and the running one is ended after the grace. */
export interface StopOrder {
  kind: StopKind;
  /** For people. */
  reason: string;
  /** Milliseconds that a running tool may go on; 0: it is ended now. */
  graceMs: number;
}

export interface Timings {
  heartbeatMs: number;
  renewMs: number;
  /** After the send time of the last answered Renew the keeper ends the tool. */
  stopAfterMs: number;
  /** Between TERM and KILL. */
  killGraceMs: number;
  /** Over which an agent that holds nothing spreads its return; 0: it returns as soon as it likes. */
  returnWithinMs: number;
}

export type HeldVerdict = SliceRef &
  (
    | { verdict: 'go-on'; fromSeq: number }
    | { verdict: 'stop'; fromSeq: number; order: StopOrder }
    | { verdict: 'abandon' }
  );

export interface BellAccess {
  servers: readonly string[];
  jwt: string;
  expiresAtMs: number;
  inboxPrefix: string;
  pulls: readonly { engine: string; subject: string }[];
  authorityPem: string;
}

export interface Welcome {
  protocol: number;
  sessionId: string;
  agentName: string;
  timings: Timings;
  /** Chunks that may be unacknowledged at once, over all slices. */
  window: number;
  held: readonly HeldVerdict[];
  bell: BellAccess | null;
}

export interface Grant extends SliceRef {
  nonce: string;
  scanId: string;
  /** Canonical addresses without a disposition yet. */
  targets: readonly string[];
  /** Those of them that were excluded since they were planned, each with why: no tool is started for them. */
  leftOut: ReadonlyMap<string, string>;
  /** Null when this agent does not understand what it is asked to run; `refusal` says why. */
  work: EngineWork | null;
  refusal: string;
  /** W3C trace id of the request that started the scan, or empty. */
  traceId: string;
}

export type ControlSays =
  | ({ kind: 'welcome' } & Welcome)
  | {
      kind: 'heartbeat-reply';
      sequence: number;
      workWaiting: boolean;
      bell: BellAccess | null;
      drain: boolean;
      /** Its time to drain is over: whatever is held is given back. */
      giveBack: boolean;
      /** Hashes of content of this agent's system that is to be sent. */
      wantedContent: readonly string[];
      /** The program that the agent is to be; null: it is that already, or nobody says. */
      wantedBundle: AgentBundle | null;
      /** As in Timings, of the fleet as it is now; null: as it was. */
      returnWithinMs: number | null;
    }
  | ({ kind: 'grant' } & Grant)
  | { kind: 'deny'; nonce: string; code: string; reason: string }
  /**
   * `sentBootMs` is that of the Renew, or 0 when the lease is not longer. `releaseCount` above 0 asks for so many
   * targets back.
   */
  | ({ kind: 'renewed'; sentBootMs: number; stop: StopOrder | null; releaseCount: number } & SliceRef)
  /** `nextSeq`: the first number not committed yet. */
  | ({ kind: 'ack'; nextSeq: number; stop: StopOrder | null } & SliceRef)
  | ({ kind: 'need-from'; seq: number } & SliceRef)
  | ({ kind: 'settled'; state: string; reason: string } & SliceRef)
  | ({ kind: 'stop'; order: StopOrder } & SliceRef)
  | ({ kind: 'release'; count: number } & SliceRef)
  | ({ kind: 'abandon' } & SliceRef)
  | { kind: 'drain'; reason: string }
  /** Somebody looks into a trouble with this agent. */
  | { kind: 'support'; bundleId: string }
  | { kind: 'credit'; window: number };

/** A program of the agent as the control plane offers it. Nothing of it is believed but what the signature says. */
export interface AgentBundle {
  version: string;
  /** Hex. */
  sha256: string;
  bytes: number;
  signature: Uint8Array;
}
