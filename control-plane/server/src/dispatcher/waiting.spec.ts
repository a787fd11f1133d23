import type { FleetAgent } from './capacity';
import { waitingReasons, waitsAsAWhole, type WaitingSnapshot } from './waiting';

const seen = new Date('2026-01-01T00:00:00Z');
const agent = (more: Partial<FleetAgent> = {}): FleetAgent => ({
  id: 'a',
  name: 'one',
  ready: true,
  status: 'online',
  labels: {},
  toolSlots: 1,
  engines: ['nmap'],
  lastSeenAt: seen,
  ...more,
});
const taken = [{ poolId: 'p', tenantId: 't', ownerAgentId: 'a', engine: 'nmap', n: 1 }];

describe('why a scan waits', () => {
  it.each<[string, Partial<WaitingSnapshot>, string[]]>([
    ['a place is free', {}, []],
    ['nothing waits', { engines: [] }, []],
    ['no agent has joined', { agents: [] }, ['pool-empty']],
    ['all are away', { agents: [agent({ ready: false })] }, ['no-agent-online']],
    ['none has the engine', { agents: [agent({ engines: ['openscap'] })] }, ['engine-missing']],
    ['all slots are taken', { use: taken }, ['agents-busy']],
    ['NATS is away', { heard: false }, ['bell-away']],
    [
      'others go first',
      { use: taken, engines: [{ engine: 'nmap', position: 3 }] },
      ['agents-busy', 'fair-share'],
    ],
    ['very many go first', { engines: [{ engine: 'nmap', position: null }] }, ['fair-share']],
    [
      'all are away and others go first',
      { agents: [agent({ ready: false })], engines: [{ engine: 'nmap', position: 3 }] },
      ['no-agent-online'],
    ],
  ])('%s', (_, more, codes) => {
    const snapshot = {
      poolName: 'P',
      agents: [agent()],
      use: [],
      heard: true,
      engines: [{ engine: 'nmap', position: 1 }],
      ...more,
    };
    expect(waitingReasons(snapshot).map(({ code }) => code)).toEqual(codes);
  });

  it.each<[string, Parameters<typeof waitsAsAWhole>[0], string | undefined]>([
    ['runs', { state: 'Running', reason: '', hold: null }, undefined],
    ['is paused', { state: 'Paused', reason: 'lunch', hold: null }, 'paused'],
    [
      'is held',
      { state: 'Queued', reason: '', hold: { code: 'blackout', reason: 'night', until: seen } },
      'blackout',
    ],
  ])('a scan that %s', (_, scan, code) => {
    expect(waitsAsAWhole(scan)?.code).toBe(code);
  });
});
