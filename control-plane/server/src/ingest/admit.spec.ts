import { Chunk, Claim, Hello, HostObservation, type AgentMessage, type Look } from '@scanfleet/proto';
import { refuseMessage } from './admit';

const id = '01890000-0000-7000-8000-000000000001';
const chunk = (over: Partial<Chunk>): AgentMessage['message'] => ({
  $case: 'chunk',
  value: { ...Chunk.decode(new Uint8Array()), sliceId: id, epoch: 1, ...over },
});
const part = (over: object = {}) => ({
  target: '127.0.0.1',
  run: 1,
  firstOrdinal: 0,
  observations: [],
  disposition: undefined,
  artifact: undefined,
  ...over,
});
const port = (number: number) => ({
  kind: {
    $case: 'port' as const,
    value: { protocol: 'tcp', port: number, state: 'open', reason: '', service: undefined },
  },
});

const look = (over: Partial<Look> = {}): Look => ({
  ...{ run: 1, tool: 'nmap', toolVersion: '7.93', ports: ranges('tcp', [1, 100]) },
  ...over,
});
const ranges = (protocol: string, ...all: readonly (readonly [number, number])[]) => [
  { protocol, ranges: all.map(([first, last]) => ({ first, last })) },
];
const MANY = Array.from({ length: 10_001 }, (_, n) => [n, n] as const);

describe('what an agent’s message must look like', () => {
  it('lets a plain chunk in', () => {
    expect(refuseMessage(chunk({ parts: [part({ observations: [port(22)] })] }))).toBeUndefined();
    expect(refuseMessage(chunk({ looks: [look()] }))).toBeUndefined();
  });

  it.each([
    ['a name instead of an address', chunk({ parts: [part({ target: 'localhost' })] })],
    ['run 0', chunk({ parts: [part({ run: 0 })] })],
    ['a port past 65535', chunk({ parts: [part({ observations: [port(65_536)] })] })],
    ['epoch 0', chunk({ epoch: 0 })],
    ['a slice id that is SQL', chunk({ sliceId: "' OR 1=1 --" })],
    ['far too many observations', chunk({ parts: [part({ observations: Array(2_001).fill(port(1)) })] })],
    [
      'a disposition whose artifact is no hash',
      chunk({
        parts: [part({ disposition: { kind: 1, reason: '', rowCount: 0, artifactSha256: '../etc' } })],
      }),
    ],
    [
      'a disposition that counts other observations than there are',
      chunk({
        parts: [
          part({
            firstOrdinal: 3,
            observations: [port(1), port(2)],
            disposition: { kind: 1, reason: '', rowCount: 4, artifactSha256: '' },
          }),
        ],
      }),
    ],
    ['a look by a tool that is none', chunk({ looks: [look({ tool: 'nmap;' })] })],
    ['a look at a port past 65535', chunk({ looks: [look({ ports: ranges('tcp', [80, 65_536]) })] })],
    [
      'a look at a range that ends before it begins',
      chunk({ looks: [look({ ports: ranges('tcp', [9, 1]) })] }),
    ],
    ['a look under no protocol', chunk({ looks: [look({ ports: ranges('icmp', [1, 1]) })] })],
    ['a look at ever so many ranges', chunk({ looks: [look({ ports: ranges('tcp', ...MANY) })] })],
    ['more looks than a chunk has runs', chunk({ looks: Array(65).fill(look()) })],
    [
      'a name given back',
      { $case: 'released' as const, value: { sliceId: id, epoch: 1, targets: ['--help'] } },
    ],
  ])('refuses %s', (_, message) => {
    expect(refuseMessage(message)).toEqual(expect.any(String));
  });

  it('refuses an empty message, a claim without nonce, and a Hello without slots', () => {
    expect(refuseMessage(undefined)).toBe('an empty message');
    expect(refuseMessage({ $case: 'claim', value: Claim.decode(new Uint8Array()) })).toMatch('nonce');
    expect(refuseMessage({ $case: 'hello', value: Hello.decode(new Uint8Array()) })).toMatch('tool slots');
  });

  it.each(['nmap.>', '*', '', 'Nmap', 'a'.repeat(33)])('refuses an engine called %j', (name) => {
    const engine = { name, available: true, version: '', verdict: '', limits: [], content: [] };
    const hello = { ...Hello.decode(new Uint8Array()), toolSlots: 1, engines: [engine] };
    expect(refuseMessage({ $case: 'hello', value: hello })).toMatch('engine');
    const known = { ...hello, engines: [{ ...engine, name: 'os-patch' }] };
    expect(refuseMessage({ $case: 'hello', value: known })).toBeUndefined();
  });

  it('looks at a message of any size without ending the process', () => {
    const engine = { name: 'nmap', available: true, version: '', verdict: '' };
    const hello = (limits: string[]) =>
      refuseMessage({
        $case: 'hello',
        value: {
          ...Hello.decode(new Uint8Array()),
          toolSlots: 1,
          engines: [{ ...engine, limits, content: [] }],
        },
      });
    expect(hello(['no raw sockets'])).toBeUndefined();
    expect(hello(Array<string>(500_000).fill(''))).toBe('an engine has too many limits');
  });

  it('takes no host with more ranges than there are ports', () => {
    const range = { first: 1, last: 1 };
    const host = (groups: number, ranges: number) => {
      const group = {
        state: 'closed',
        count: 1,
        ranges: [{ protocol: 'tcp', ranges: Array(ranges).fill(range) }],
      };
      const value = { ...HostObservation.decode(new Uint8Array()), extraPorts: Array(groups).fill(group) };
      return refuseMessage(chunk({ parts: [part({ observations: [{ kind: { $case: 'host', value } }] })] }));
    };
    expect(host(3, 1_000)).toBeUndefined();
    expect(host(65, 1)).toBe('a host has too many port ranges');
    expect(host(2, 40_000)).toBe('a host has too many port ranges');
  });
});
