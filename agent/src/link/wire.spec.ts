import {
  AgentMessage,
  ControlMessage,
  ContentKind,
  NmapScan,
  Observation as ObservationMessage,
  PROTOCOL_VERSION,
  ScriptSet,
  StopKind,
} from '@scanfleet/proto';
import fc from 'fast-check';
import type { Observation } from '../engines/observation';
import type { AgentSays } from './message';
import { pingOptions } from './scripted-control-plane';
import { decodeHeard, encodeSaid } from './wire';
import { encodeChunk, encodeLook, encodePart } from './wire-chunk';
import { encodeObservation } from './wire-observation';

type Said = NonNullable<ControlMessage['message']>;
const heard = (message: Said) => decodeHeard(Buffer.from(ControlMessage.encode({ message }).finish()));
const said = (says: AgentSays) => AgentMessage.decode(encodeSaid(says)).message;
const slice = { sliceId: 'slice-1', epoch: 3 };

describe('what the agent says', () => {
  it.each<[AgentSays, unknown]>([
    [
      { kind: 'heartbeat', sequence: 7, freeSlots: 2, load: 0.5 },
      { $case: 'heartbeat', value: { sequence: 7n, freeSlots: 2, load: 0.5 } },
    ],
    [
      { kind: 'claim', nonce: 'n', bell: { ...slice, replySubject: '$JS.ACK.x' } },
      { $case: 'claim', value: { nonce: 'n', ...slice, replySubject: '$JS.ACK.x' } },
    ],
    [
      { kind: 'claim', nonce: 'n', bell: null },
      { $case: 'claim', value: { nonce: 'n', sliceId: '', epoch: 0, replySubject: '' } },
    ],
    [
      { kind: 'renew', ...slice, sentBootMs: 2 ** 40, phase: 'SYN scan', fraction: 0.25, waitingTargets: 32 },
      {
        $case: 'renew',
        value: { ...slice, sentBootMs: 2n ** 40n, phase: 'SYN scan', fraction: 0.25, waitingTargets: 32 },
      },
    ],
    [
      { kind: 'last-word', ...slice, word: { kind: 'finish' }, nextSeq: 4 },
      { $case: 'finish', value: slice },
    ],
    [
      { kind: 'last-word', ...slice, word: { kind: 'stop-ack' }, nextSeq: 4 },
      { $case: 'stopAck', value: { ...slice, nextSeq: 4n } },
    ],
    [
      { kind: 'last-word', ...slice, word: { kind: 'reject', toolFailure: true, reason: 'r' }, nextSeq: 4 },
      { $case: 'reject', value: { ...slice, toolFailure: true, reason: 'r' } },
    ],
    [
      { kind: 'released', ...slice, targets: [] },
      { $case: 'released', value: { ...slice, targets: [] } },
    ],
  ])('%j', (says, message) => {
    expect(said(says)).toEqual(message);
  });

  it('hello, with the version of the contract', () => {
    const engines = [
      {
        ...{ name: 'nmap', available: true, version: '7.93', verdict: 'ready', limits: ['connect-scan'] },
        content: [{ path: '/c.xml', sha256: 'c'.repeat(64), bytes: 7 }],
      },
    ];
    const introduction = { agentVersion: '0.1.0', hostname: 'h', platform: 'linux x64', bellPublicKey: 'U' };
    const hello = { ...introduction, addresses: ['192.0.2.9'], engines, toolSlots: 4, openNonces: ['n'] };
    expect(said({ kind: 'hello', ...hello, held: [{ ...slice, nextSeq: 9 }] })).toEqual({
      $case: 'hello',
      value: { ...hello, protocol: PROTOCOL_VERSION, held: [{ ...slice, nextSeq: 9n }] },
    });
  });
});

describe('what the agent hears', () => {
  it('a grant with typed options', () => {
    const options = {
      ...pingOptions,
      scan: NmapScan.NMAP_SCAN_SYN,
      ports: { selection: { $case: 'ranges' as const, value: { ranges: [{ first: 1, last: 9 }] } } },
      scriptSets: [ScriptSet.SCRIPT_SET_VULNERABILITY],
      versionIntensity: 0,
    };
    const grant = { nonce: 'n', ...slice, scanId: 's', targets: ['10.0.0.1'], traceId: 't' };
    const begun: never[] = [];
    const login = undefined;
    const leftOut = [{ address: '10.0.0.1', reason: 'fragile' }];
    expect(
      heard({
        $case: 'grant',
        value: { ...grant, leftOut, login, begun, work: { $case: 'nmap', value: options } },
      }),
    ).toMatchObject({
      kind: 'grant',
      ...grant,
      leftOut: new Map([['10.0.0.1', 'fragile']]),
      refusal: '',
      work: {
        engine: 'nmap',
        options: {
          scan: 'syn',
          ports: { kind: 'ranges', ranges: [{ first: 1, last: 9 }] },
          scriptSets: ['vulnerability'],
          versionIntensity: 0,
          minRate: null,
        },
      },
    });
  });

  it('a grant with a login, or why it cannot be used', () => {
    const login = {
      ...{ user: 'scanner', port: 22, sudo: true, trustFirstKey: false },
      secret: { $case: 'key' as const, value: { key: 'K', passphrase: 'P' } },
      hostKeys: [
        { address: '10.0.0.1', key: 'one' },
        { address: '10.0.0.1', key: 'two' },
      ],
    };
    const value = {
      ...{ nonce: 'n', ...slice, scanId: 's', targets: ['10.0.0.1'], traceId: '', leftOut: [], begun: [] },
      work: { $case: 'osPatch' as const, value: { freshLists: true, timeoutSeconds: 60 } },
    };
    const told = heard({ $case: 'grant', value: { ...value, login } });
    expect(told).toMatchObject({
      work: {
        login: {
          ...{ user: 'scanner', port: 22, sudo: true, trustFirstKey: false },
          secret: { kind: 'key', key: 'K', passphrase: 'P' },
          hostKeys: new Map([['10.0.0.1', ['one', 'two']]]),
        },
      },
    });
    expect(told).not.toHaveProperty('login');
    expect(
      heard({ $case: 'grant', value: { ...value, login: { ...login, secret: undefined } } }),
    ).toMatchObject({ work: null, refusal: expect.stringContaining('secret') as string });
  });

  it('a grant of another engine', () => {
    const value = {
      ...{
        nonce: 'n',
        ...slice,
        scanId: 's',
        targets: ['10.0.0.1'],
        traceId: '',
        leftOut: [],
        login: undefined,
        begun: [],
      },
      work: { $case: 'osPatch' as const, value: { freshLists: true, timeoutSeconds: 60 } },
    };
    expect(heard({ $case: 'grant', value })).toMatchObject({
      refusal: '',
      work: { engine: 'os-patch', options: { freshLists: true, timeoutSeconds: 60 } },
    });
  });

  it('a grant that evaluates content', () => {
    const content = { sha256: 'a'.repeat(64), bytes: 9 };
    const options = {
      kind: ContentKind.CONTENT_KIND_XCCDF,
      content,
      benchmark: '',
      profile: 'p',
      tailoring: undefined,
      htmlReport: true,
    };
    const value = (more: object) => ({
      ...{
        nonce: 'n',
        ...slice,
        scanId: 's',
        targets: ['10.0.0.1'],
        traceId: '',
        leftOut: [],
        login: undefined,
        begun: [],
      },
      work: { $case: 'openscap' as const, value: { ...options, rules: 5, timeoutSeconds: 60, ...more } },
    });
    expect(heard({ $case: 'grant', value: value({}) })).toMatchObject({
      refusal: '',
      work: {
        engine: 'openscap',
        options: { kind: 'xccdf', content, benchmark: null, profile: 'p', tailoring: null, rules: 5 },
      },
    });
    const seen = { runs: 2, rules: [{ rule: 'r', result: 'pass' }] };
    const resumed = { ...value({}), begun: [{ address: '10.0.0.1', seen }] };
    expect(heard({ $case: 'grant', value: resumed })).toMatchObject({
      work: { begun: new Map([['10.0.0.1', { kind: 'begun', ...seen }]]), options: { htmlReport: true } },
    });
    expect(heard({ $case: 'grant', value: value({ kind: 9 }) })).toMatchObject({
      refusal: 'content kind 9 is not known to this agent',
    });
    expect(heard({ $case: 'grant', value: value({ content: undefined }) })).toMatchObject({ work: null });
  });

  it.each([
    ['no engine', undefined, /no engine/],
    ['a scan of a later version', { ...pingOptions, scan: 99 }, /nmap scan 99 is not known/],
    ['a script set of a later version', { ...pingOptions, scriptSets: [9] }, /script set 9/],
    ['no ports', { ...pingOptions, scan: NmapScan.NMAP_SCAN_SYN }, /selects no ports/],
  ])('a grant with %s, and says why it cannot run it', (_what, options, reason) => {
    const work = options && { $case: 'nmap' as const, value: options };
    const grant = {
      nonce: 'n',
      ...slice,
      scanId: 's',
      targets: [],
      leftOut: [],
      login: undefined,
      begun: [],
      traceId: '',
      work,
    };
    expect(heard({ $case: 'grant', value: grant })).toMatchObject({
      work: null,
      refusal: expect.stringMatching(reason),
    });
  });

  it('a welcome; what is left out of its timings is the usual', () => {
    const order = { kind: 'cancel' as const, reason: 'asked for', graceMs: 1_500 };
    const cancel = { ...order, kind: StopKind.STOP_KIND_CANCEL };
    const held = [
      { ...slice, verdict: { $case: 'goOnFromSeq' as const, value: 4n } },
      { ...slice, epoch: 4, verdict: { $case: 'stop' as const, value: { fromSeq: 2n, ...cancel } } },
      { ...slice, epoch: 5, verdict: undefined },
    ];
    const timings = { heartbeatMs: 0, renewMs: 500, stopAfterMs: 0, killGraceMs: 0, returnWithinMs: 700 };
    const welcome = {
      protocol: 1,
      sessionId: 's',
      agentName: 'a',
      timings,
      window: 0,
      held,
      bell: undefined,
    };
    expect(heard({ $case: 'welcome', value: welcome })).toEqual({
      ...{ kind: 'welcome', protocol: 1, sessionId: 's', agentName: 'a', window: 1, bell: null },
      timings: {
        heartbeatMs: 10_000,
        renewMs: 500,
        stopAfterMs: 60_000,
        killGraceMs: 10_000,
        returnWithinMs: 700,
      },
      held: [
        { ...slice, verdict: 'go-on', fromSeq: 4 },
        { ...slice, epoch: 4, verdict: 'stop', fromSeq: 2, order },
        { ...slice, epoch: 5, verdict: 'abandon' },
      ],
    });
  });

  it.each([
    ['pause', StopKind.STOP_KIND_PAUSE],
    ['cancel', StopKind.STOP_KIND_CANCEL],
    ['deadline', StopKind.STOP_KIND_DEADLINE],
    ['forced', StopKind.STOP_KIND_FORCED],
    ['pause', StopKind.STOP_KIND_UNSPECIFIED],
  ])('an order to stop for a %s, however it comes', (kind, wireKind) => {
    const order = { kind, reason: 'r', graceMs: 3_000 };
    const stop = { ...slice, kind: wireKind, reason: 'r', graceMs: 3_000 };
    const renewed = { ...slice, sentBootMs: 0n, stopReason: 'r', stop, releaseCount: 0 };
    expect(heard({ $case: 'stop', value: stop })).toEqual({ kind: 'stop', ...slice, order });
    expect(heard({ $case: 'renewed', value: renewed })).toMatchObject({ sentBootMs: 0, stop: order });
    expect(heard({ $case: 'ack', value: { ...slice, nextSeq: 7n, stop } })).toMatchObject({ stop: order });
  });

  it('the plain reason of a control plane of before', () => {
    const renewed = { ...slice, sentBootMs: 5n, stop: undefined, releaseCount: 0 };
    const stop = { kind: 'pause', reason: 'cancel', graceMs: 0 };
    expect(heard({ $case: 'renewed', value: { ...renewed, stopReason: 'cancel' } })).toMatchObject({ stop });
    expect(heard({ $case: 'renewed', value: { ...renewed, stopReason: '' } })).toMatchObject({ stop: null });
  });

  it('nothing in a message of a later version', () => {
    // Field 99, a length-delimited value of no bytes.
    expect(decodeHeard(Buffer.from([0x9a, 0x06, 0x00]))).toBeNull();
  });
});

describe('a chunk', () => {
  const port = (number: number): Observation => ({
    kind: 'port',
    protocol: 'tcp',
    port: number,
    state: 'open',
    reason: 'syn-ack',
    service: null,
  });

  it('is the same message that the contract’s own encoder makes, however its parts are cut', () => {
    const part = fc.record({
      target: fc.string({ maxLength: 40 }),
      run: fc.nat(3),
      firstOrdinal: fc.nat(100_000),
      ports: fc.array(fc.nat(65_535), { maxLength: 40 }),
      ends: fc.boolean(),
      artifact: fc.option(fc.uint8Array({ maxLength: 20_000 })),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.nat(), (parts, seq) => {
        const end = {
          kind: 'timed out' as const,
          reason: 'r',
          rowCount: 3,
          artifactSha256: 'ff',
          reportSha256: 'ee',
          lookedAtMs: 2 ** 41,
        };
        const encoded = parts.map(({ ports, ends, ...rest }) =>
          encodePart({
            ...rest,
            observations: ports.map((number) => encodeObservation(port(number))),
            end: ends ? end : null,
          }),
        );
        const look = {
          tool: 'nmap',
          toolVersion: '7.93',
          ports: [{ protocol: 'tcp', ranges: [{ first: 1, last: 9 }] }],
        };
        encoded.splice(seq % (encoded.length + 1), 0, encodeLook(2, look));
        const { message } = AgentMessage.decode(encodeChunk(slice, seq, Buffer.concat(encoded)));
        expect(message).toEqual({
          $case: 'chunk',
          value: {
            ...slice,
            seq: BigInt(seq),
            parts: parts.map(({ target, run, firstOrdinal, ports, ends, artifact }) => ({
              ...{ target, run, firstOrdinal },
              observations: ports.map((number) => ({
                kind: { $case: 'port', value: { ...port(number), kind: undefined, service: undefined } },
              })),
              disposition: ends ? { ...end, kind: 4, lookedAtMs: 2n ** 41n } : undefined,
              artifact: artifact ? { gzip: Buffer.from(artifact) } : undefined,
            })),
            looks: [{ run: 2, ...look }],
          },
        });
      }),
      { numRuns: 60 },
    );
  });

  it('of a script never outgrows a message, whatever a target made it say', () => {
    const long = '語'.repeat(65_536);
    const vulnerability = {
      ...{ key: '', title: 'x', state: 'VULNERABLE', ids: [], scores: {}, riskFactor: null, disclosed: null },
      ...{ description: long, checkResults: [long], exploitResults: [], extraInfo: [], references: [] },
    };
    const bytes = encodeObservation({
      ...{ kind: 'script', protocol: 'tcp', port: 21, id: 'ftp-anon', output: long },
      ...{ structured: { all: long }, vulnerabilities: [vulnerability] },
    });
    expect(bytes.length).toBeLessThan(768 * 1024);
    const { kind } = ObservationMessage.decode(bytes);
    expect(kind).toMatchObject({ $case: 'script', value: { output: long, vulnerabilities: [] } });
  });
});
