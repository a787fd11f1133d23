import { freePlaces, roomForBells, whyWaiting, type FleetAgent } from './capacity';

const agent = (id: string, over: Partial<FleetAgent> = {}): FleetAgent => ({
  id,
  name: id,
  ready: true,
  status: 'online',
  labels: {},
  toolSlots: 4,
  engines: ['nmap'],
  lastSeenAt: null,
  ...over,
});
const use = (ownerAgentId: string | null, n: number) => ({
  poolId: 'p',
  tenantId: 't',
  ownerAgentId,
  engine: 'nmap',
  n,
});

describe('free places of a pool', () => {
  it('are the ready agents’ slots less what they hold and what is being rung', () => {
    const agents = [agent('a'), agent('b'), agent('c', { ready: false })];
    expect(freePlaces(agents, [use('a', 3), use(null, 2)]).get('nmap')).toBe(3);
  });

  it('are none where more is rung than free, and none for an engine that nobody has', () => {
    expect(freePlaces([agent('a')], [use(null, 9)]).get('nmap')).toBe(0);
    expect(freePlaces([agent('a')], []).get('openscap')).toBeUndefined();
  });
});

describe('bells that may be rung', () => {
  const places = new Map([
    ['nmap', 40_000],
    ['openscap', 3],
  ]);

  it('are as many as there are places, as long as they are answered', () => {
    expect(roomForBells(places, [use('a', 5_000)]).get('openscap')).toBe(3);
    expect(roomForBells(places, [use(null, 900)]).get('nmap')).toBe(100);
  });

  it('are none of an engine of which too many have no answer, and others all the same', () => {
    const room = roomForBells(places, [use(null, 700), use(null, 800)]);
    expect([room.get('nmap'), room.get('openscap')]).toEqual([0, 3]);
  });
});

describe('why a slice waits', () => {
  it.each([
    ['pool-empty', []],
    ['no-agent-online', [agent('a', { ready: false, lastSeenAt: new Date('2026-01-02T03:04:05Z') })]],
    ['engine-missing', [agent('a', { engines: ['openscap'] })]],
    ['agents-busy', [agent('a')]],
  ])('%s', (code, agents) => {
    const why = whyWaiting('default', 'nmap', agents);
    expect(why.code).toBe(code);
    expect(why.reason).not.toBe('');
  });

  it('says that NATS is away when places are free', () => {
    expect(whyWaiting('default', 'nmap', [agent('a')], true).code).toBe('bell-away');
    expect(whyWaiting('default', 'nmap', [agent('a', { engines: [] })], true).code).toBe('engine-missing');
  });

  it('says since when the agents are away', () => {
    const away = agent('a', { ready: false, lastSeenAt: new Date('2026-01-02T03:04:05Z') });
    expect(whyWaiting('default', 'nmap', [away]).reason).toContain('2026-01-02T03:04:05');
  });
});
