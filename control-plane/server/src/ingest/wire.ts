import {
  ContentKind,
  NmapScan,
  ScriptSet,
  StopKind as WireStopKind,
  type Begun,
  type ControlMessage,
  type Grant,
  type HeldVerdict as WireVerdict,
  type Login as WireLogin,
  type NmapOptions as WireNmapOptions,
  type OpenscapOptions as WireOpenscapOptions,
  type PortSelection as WirePorts,
  type Stop,
} from '@scanfleet/proto';
import {
  ENGINES,
  type EngineProfile,
  type NmapOptions,
  type OpenscapOptions,
  type PortSelection,
} from '../profiles';
import type { Login } from '../credentials';
import { tailoredId } from '../packages';
import type { HeldVerdict, SliceGrant, StopKind, StopOrder } from '../scans';

/** What the control plane says, in the contract's messages; what it is told is wire-results'. */

/** The engines whose work a Grant can carry: what else an agent may have is of no use here. */
export const GRANTABLE_ENGINES: ReadonlySet<string> = new Set(ENGINES);

export function writeGrant(nonce: string, grant: SliceGrant): Grant {
  return {
    nonce,
    sliceId: grant.sliceId,
    epoch: grant.epoch,
    scanId: grant.scanId,
    targets: [...grant.targets],
    work: writeWork(grant.profile),
    traceId: grant.traceId,
    leftOut: [...grant.leftOut],
    login: grant.login && writeLogin(grant.login),
    begun: grant.begun.map(writeBegun),
  };
}

const writeBegun = ({ address, runs, rules }: SliceGrant['begun'][number]): Begun => ({
  address,
  seen: { runs, rules: rules.map(({ rule, result }) => ({ rule, result })) },
});

function writeLogin({ userName, port, secret, sudo, hostKeys, trustFirstKey }: Login): WireLogin {
  return {
    ...{ user: userName, port, sudo, trustFirstKey, hostKeys: [...hostKeys] },
    secret:
      secret.kind === 'ssh-key'
        ? { $case: 'key', value: { key: secret.privateKey, passphrase: secret.passphrase } }
        : { $case: 'password', value: secret.password },
  };
}

function writeWork(profile: EngineProfile): NonNullable<Grant['work']> {
  switch (profile.engine) {
    case 'nmap':
      return { $case: 'nmap', value: writeNmapOptions(profile.options) };
    case 'os-patch':
      return { $case: 'osPatch', value: { ...profile.options } };
    case 'openscap':
      return { $case: 'openscap', value: writeOpenscapOptions(profile.options) };
  }
}

/** What a Welcome says of one slice that the agent holds. */
export function writeVerdict(verdict: HeldVerdict): WireVerdict {
  const { sliceId, epoch } = verdict;
  switch (verdict.kind) {
    case 'go on':
      return { sliceId, epoch, verdict: { $case: 'goOnFromSeq', value: BigInt(verdict.fromSeq) } };
    case 'stop': {
      const value = { fromSeq: BigInt(verdict.fromSeq), ...writeOrder(verdict.order) };
      return { sliceId, epoch, verdict: { $case: 'stop', value } };
    }
    case 'abandon':
      return { sliceId, epoch, verdict: { $case: 'abandon', value: true } };
  }
}

const STOPS: Record<StopKind, WireStopKind> = {
  pause: WireStopKind.STOP_KIND_PAUSE,
  cancel: WireStopKind.STOP_KIND_CANCEL,
  deadline: WireStopKind.STOP_KIND_DEADLINE,
  forced: WireStopKind.STOP_KIND_FORCED,
};

const writeOrder = ({ kind, reason, graceMs }: StopOrder) => ({
  kind: STOPS[kind],
  reason,
  graceMs: Math.round(graceMs),
});

/** The order to stop that goes with a slice, in every message that carries one. */
export const writeStop = (slice: { sliceId: string; epoch: number }, order: StopOrder): Stop => ({
  sliceId: slice.sliceId,
  epoch: slice.epoch,
  ...writeOrder(order),
});

const KINDS: Record<OpenscapOptions['kind'], ContentKind> = {
  xccdf: ContentKind.CONTENT_KIND_XCCDF,
  oval: ContentKind.CONTENT_KIND_OVAL,
};

const writeOpenscapOptions = (options: OpenscapOptions): WireOpenscapOptions => ({
  kind: KINDS[options.kind],
  content: options.content,
  benchmark: options.benchmark ?? '',
  profile: options.tailoring ? tailoredId(options.profile ?? '') : (options.profile ?? ''),
  tailoring: options.tailoring ?? undefined,
  rules: options.rules,
  timeoutSeconds: options.timeoutSeconds,
  htmlReport: options.htmlReport ?? false,
});

const SCANS: Record<NmapOptions['scan'], NmapScan> = {
  ping: NmapScan.NMAP_SCAN_PING,
  syn: NmapScan.NMAP_SCAN_SYN,
  connect: NmapScan.NMAP_SCAN_CONNECT,
  udp: NmapScan.NMAP_SCAN_UDP,
};

const SETS: Record<NmapOptions['scriptSets'][number], ScriptSet> = {
  default: ScriptSet.SCRIPT_SET_DEFAULT,
  vulnerability: ScriptSet.SCRIPT_SET_VULNERABILITY,
};

function writeNmapOptions(options: NmapOptions): WireNmapOptions {
  return {
    scan: SCANS[options.scan],
    ports: writePorts(options.ports),
    hostDiscovery: options.hostDiscovery,
    serviceDetection: options.serviceDetection,
    versionIntensity: options.versionIntensity ?? undefined,
    osDetection: options.osDetection,
    traceroute: options.traceroute,
    resolveNames: options.resolveNames,
    scriptSets: options.scriptSets.map((set) => SETS[set]),
    scripts: [...options.scripts],
    timing: options.timing,
    minRate: options.minRate ?? undefined,
    maxRate: options.maxRate ?? undefined,
    maxRetries: options.maxRetries ?? undefined,
    hostTimeoutSeconds: options.hostTimeoutSeconds ?? undefined,
    scriptTimeoutSeconds: options.scriptTimeoutSeconds ?? undefined,
  };
}

function writePorts(ports: PortSelection): WirePorts {
  if (ports.kind === 'top') return { selection: { $case: 'top', value: ports.count } };
  if (ports.kind === 'all') return { selection: { $case: 'all', value: true } };
  return { selection: { $case: 'ranges', value: { ranges: ports.ranges.map((range) => ({ ...range })) } } };
}

type ControlCase = NonNullable<ControlMessage['message']>;
type CaseOf<Name extends ControlCase['$case']> = Extract<ControlCase, { $case: Name }>['value'];

/** A message to the agent. */
export function control<Name extends ControlCase['$case']>($case: Name, value: CaseOf<Name>): ControlMessage {
  return { message: { $case, value } as ControlCase };
}
