import { AgentMessage, ControlMessage, PROTOCOL_VERSION, StopKind } from '@scanfleet/proto';
import type { BellAccess, HeldVerdict, Renewed, Stop, Timings, Welcome } from '@scanfleet/proto';
import type * as own from './message';
import { engineWork } from './wire-work';

type Said = NonNullable<AgentMessage['message']>;
type Heard = NonNullable<ControlMessage['message']>;

/** One message to the control plane, as the bytes of an `AgentMessage`. Chunks: `wire-chunk`. */
export function encodeSaid(says: own.AgentSays): Buffer {
  return Buffer.from(AgentMessage.encode({ message: said(says) }).finish());
}

/** One message from the control plane; null for a kind this version does not know, which is ignored. */
export function decodeHeard(bytes: Buffer): own.ControlSays | null {
  const { message } = ControlMessage.decode(bytes);
  return message ? heard(message) : null;
}

function said(says: own.AgentSays): Said {
  switch (says.kind) {
    case 'hello':
      return { $case: 'hello', value: hello(says) };
    case 'heartbeat':
      return {
        $case: 'heartbeat',
        value: { sequence: BigInt(says.sequence), freeSlots: says.freeSlots, load: says.load },
      };
    case 'claim':
      return {
        $case: 'claim',
        value: {
          nonce: says.nonce,
          sliceId: says.bell?.sliceId ?? '',
          epoch: says.bell?.epoch ?? 0,
          replySubject: says.bell?.replySubject ?? '',
        },
      };
    case 'renew': {
      const { sliceId, epoch, phase, fraction, waitingTargets } = says;
      return {
        $case: 'renew',
        value: { sliceId, epoch, phase, fraction, waitingTargets, sentBootMs: BigInt(says.sentBootMs) },
      };
    }
    case 'last-word':
      return lastWord(says, says.word, says.nextSeq);
    case 'released':
      return {
        $case: 'released',
        value: { sliceId: says.sliceId, epoch: says.epoch, targets: [...says.targets] },
      };
  }
}

function hello(says: own.Hello): Extract<Said, { $case: 'hello' }>['value'] {
  return {
    protocol: PROTOCOL_VERSION,
    agentVersion: says.agentVersion,
    hostname: says.hostname,
    platform: says.platform,
    addresses: [...says.addresses],
    engines: says.engines.map((engine) => ({
      ...engine,
      limits: [...engine.limits],
      content: [...(engine.content ?? [])],
    })),
    toolSlots: says.toolSlots,
    held: says.held.map(({ sliceId, epoch, nextSeq }) => ({ sliceId, epoch, nextSeq: BigInt(nextSeq) })),
    openNonces: [...says.openNonces],
    bellPublicKey: says.bellPublicKey,
  };
}

function lastWord({ sliceId, epoch }: own.SliceRef, word: own.LastWord, nextSeq: number): Said {
  switch (word.kind) {
    case 'finish':
      return { $case: 'finish', value: { sliceId, epoch } };
    case 'stop-ack':
      return { $case: 'stopAck', value: { sliceId, epoch, nextSeq: BigInt(nextSeq) } };
    case 'reject': {
      const { toolFailure, reason } = word;
      return { $case: 'reject', value: { sliceId, epoch, toolFailure, reason } };
    }
  }
}

function heard(message: Heard): own.ControlSays {
  switch (message.$case) {
    case 'welcome':
      return { kind: 'welcome', ...welcome(message.value) };
    case 'heartbeatReply': {
      const { sequence, workWaiting, drain, giveBack, bell } = message.value;
      const { wantedContent, wantedBundle, returnWithinMs } = message.value;
      return {
        kind: 'heartbeat-reply',
        sequence: Number(sequence),
        workWaiting,
        drain,
        giveBack,
        bell: bellAccess(bell),
        wantedContent,
        wantedBundle: wantedBundle ?? null,
        returnWithinMs: returnWithinMs ?? null,
      };
    }
    case 'grant': {
      const { work, leftOut, login, begun, ...grant } = message.value;
      const reasons = new Map(leftOut.map(({ address, reason }) => [address, reason]));
      return { kind: 'grant', ...grant, leftOut: reasons, ...engineWork(work, login, begun) };
    }
    case 'deny':
      return { kind: 'deny', ...message.value };
    case 'renewed':
      return { kind: 'renewed', ...renewed(message.value) };
    case 'ack': {
      const { nextSeq, stop } = message.value;
      return {
        kind: 'ack',
        ...ref(message.value),
        nextSeq: Number(nextSeq),
        stop: stop ? stopOrder(stop) : null,
      };
    }
    case 'needFrom':
      return { kind: 'need-from', ...ref(message.value), seq: Number(message.value.seq) };
    case 'settled':
      return { kind: 'settled', ...message.value };
    case 'stop':
      return { kind: 'stop', ...ref(message.value), order: stopOrder(message.value) };
    case 'release':
      return { kind: 'release', ...message.value };
    case 'abandon':
      return { kind: 'abandon', ...message.value };
    case 'drain':
      return { kind: 'drain', ...message.value };
    case 'support':
      return { kind: 'support', ...message.value };
    case 'credit':
      return { kind: 'credit', ...message.value };
  }
}

function ref({ sliceId, epoch }: own.SliceRef): own.SliceRef {
  return { sliceId, epoch };
}

/** A control plane of before has only the reason. */
function renewed(value: Renewed): Omit<Extract<own.ControlSays, { kind: 'renewed' }>, 'kind'> {
  const { sentBootMs, stop, stopReason, releaseCount } = value;
  const plain =
    stopReason === '' ? null : { kind: StopKind.STOP_KIND_UNSPECIFIED, reason: stopReason, graceMs: 0 };
  const order = stop ?? plain;
  return {
    ...ref(value),
    sentBootMs: Number(sentBootMs),
    stop: order ? stopOrder(order) : null,
    releaseCount,
  };
}

const stopKinds: Partial<Record<StopKind, own.StopKind>> = {
  [StopKind.STOP_KIND_PAUSE]: 'pause',
  [StopKind.STOP_KIND_CANCEL]: 'cancel',
  [StopKind.STOP_KIND_DEADLINE]: 'deadline',
  [StopKind.STOP_KIND_FORCED]: 'forced',
};

/** A kind that is not told or not known leaves nothing behind: it is taken for a pause. */
function stopOrder({ kind, reason, graceMs }: Pick<Stop, 'kind' | 'reason' | 'graceMs'>): own.StopOrder {
  return { kind: stopKinds[kind] ?? 'pause', reason, graceMs };
}

function welcome(value: Welcome): own.Welcome {
  return {
    protocol: value.protocol,
    sessionId: value.sessionId,
    agentName: value.agentName,
    timings: timings(value.timings),
    window: Math.max(1, value.window),
    held: value.held.map(heldVerdict),
    bell: bellAccess(value.bell),
  };
}

/** A field left out or zero would stop a timer or kill every tool at once: it means the usual value. */
function timings(value: Timings | undefined): own.Timings {
  return {
    heartbeatMs: value?.heartbeatMs || 10_000,
    renewMs: value?.renewMs || 15_000,
    stopAfterMs: value?.stopAfterMs || 60_000,
    killGraceMs: value?.killGraceMs || 10_000,
    returnWithinMs: value?.returnWithinMs ?? 0,
  };
}

/** A verdict that this version does not know means that the slice is not the agent's. */
function heldVerdict(value: HeldVerdict): own.HeldVerdict {
  const slice = ref(value);
  switch (value.verdict?.$case) {
    case 'goOnFromSeq':
      return { ...slice, verdict: 'go-on', fromSeq: Number(value.verdict.value) };
    case 'stop':
      return {
        ...slice,
        verdict: 'stop',
        fromSeq: Number(value.verdict.value.fromSeq),
        order: stopOrder(value.verdict.value),
      };
    default:
      return { ...slice, verdict: 'abandon' };
  }
}

function bellAccess(value: BellAccess | undefined): own.BellAccess | null {
  return value ? { ...value, expiresAtMs: Number(value.expiresAtMs) } : null;
}
