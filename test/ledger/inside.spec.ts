import { newId } from '../../control-plane/server/src/platform';
import { findSlices } from '../../control-plane/server/src/scans/slice-record';
import { startLedger, type Ledger } from '../harness/ledger';
import type { Claimant, StartRequest } from '../../control-plane/server/src/scans';
import { claimant, openRooms, POOL, startScan, TENANT, type Rooms } from './rooms';

const PATCH = {
  engine: 'os-patch' as const,
  preset: 'updates',
  options: { freshLists: true, timeoutSeconds: 600 },
};

describe('work that looks at systems from inside', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
    await rooms.database.transaction((tx) =>
      tx.change("INSERT INTO pools (id, name, created_at) VALUES (?, 'inside', ?)", [
        POOL,
        rooms.clock.now(),
      ]),
    );
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });
  beforeEach(() => rooms.database.transaction((tx) => tx.change('DELETE FROM agents')));

  const able = (name: string, available = true) => ({
    name,
    available,
    version: '',
    verdict: '',
    limits: [],
  });
  const agent = async (...addresses: string[]) => {
    const one = await claimant(rooms);
    await rooms.database.transaction((tx) =>
      tx.change('UPDATE agents SET addresses = ?, engines = ? WHERE id = ?', [
        JSON.stringify(addresses),
        JSON.stringify([able('os-patch'), able('openscap')]),
        one.agentId,
      ]),
    );
    return { ...one, engines: new Map([['os-patch', []]]) };
  };
  const scan = () => startScan(rooms, 6, { profiles: [PATCH] });
  const slices = async (scanId: string) =>
    (
      await rooms.database.rows<{ id: string; epoch: number; pinned: string | null; targets: string }>(
        `SELECT c.id, c.epoch, c.pinned_agent_id pinned, GROUP_CONCAT(t.address ORDER BY t.address) targets
           FROM slices c JOIN targets t ON t.slice_id = c.id WHERE c.scan_id = ? GROUP BY c.id ORDER BY targets`,
        [scanId],
      )
    ).map((slice) => ({ ...slice, targets: slice.targets.split(',') }));

  const granted = async (who: Claimant, slice: { id: string; epoch: number }) => {
    const answer = await rooms.claims.claim(who, newId(), slice.id, slice.epoch);
    if (answer.kind !== 'granted') throw new Error(answer.reason);
    return answer.grant;
  };

  it('is each agent’s own where its machine is the target, and anybody’s elsewhere', async () => {
    const [first, second] = [await agent('10.0.0.2', '198.51.100.1'), await agent('10.0.0.4', '10.0.0.5')];
    const made = await slices(await scan());
    expect(made.map(({ pinned, targets }) => [pinned, targets])).toEqual([
      [null, ['10.0.0.1', '10.0.0.3', '10.0.0.6']],
      [first.agentId, ['10.0.0.2']],
      [second.agentId, ['10.0.0.4', '10.0.0.5']],
    ]);
    const [anybodys, , seconds] = made;
    const claim = (who: typeof first, slice: (typeof made)[number]) =>
      rooms.claims.claim(who, newId(), slice.id, slice.epoch);
    expect(await claim(first, seconds!)).toMatchObject({ kind: 'denied', code: 'not-yours' });
    expect(await claim(second, seconds!)).toMatchObject({ kind: 'granted', grant: { profile: PATCH } });
    expect(await claim(first, anybodys!)).toMatchObject({ kind: 'granted' });
  });

  it('is nobody’s own where several agents say the same address', async () => {
    await agent('10.0.0.2', '172.17.0.1');
    await agent('10.0.0.2', '172.17.0.1');
    expect((await slices(await scan())).map(({ pinned }) => pinned)).toEqual([null]);
  });

  it('is nobody’s own where the agent has not the engine', async () => {
    const { agentId } = await agent('10.0.0.2');
    await rooms.database.transaction((tx) =>
      tx.change('UPDATE agents SET engines = ? WHERE id = ?', [
        JSON.stringify([able('os-patch', false), able('nmap')]),
        agentId,
      ]),
    );
    expect((await slices(await scan())).map(({ pinned }) => pinned)).toEqual([null]);
  });

  it('concerns no engine that looks from outside', async () => {
    await agent('10.0.0.2');
    expect((await slices(await startScan(rooms, 6))).map(({ pinned }) => pinned)).toEqual([null]);
  });

  it('waits for no agent that is gone', async () => {
    const [gone, here] = [await agent('10.0.0.2'), await agent('10.0.0.4')];
    const scanId = await scan();
    await rooms.lists.unpin(POOL, 'os-patch', [here.agentId, gone.agentId]);
    expect((await slices(scanId)).filter(({ pinned }) => pinned)).toHaveLength(2);
    await rooms.lists.unpin(POOL, 'nmap', []);
    await rooms.lists.unpin(POOL, 'os-patch', [here.agentId]);
    const left = await slices(scanId);
    expect(left.map(({ pinned }) => pinned)).toEqual([null, null, here.agentId]);
    const answer = await rooms.claims.claim(here, newId(), left[1]!.id, left[1]!.epoch);
    expect(answer).toMatchObject({ kind: 'granted', grant: { targets: ['10.0.0.2'] } });
    await rooms.lists.unpin(POOL, 'os-patch', []);
    expect((await slices(scanId)).filter(({ pinned }) => pinned)).toEqual([]);
  });

  it('stays its agent’s own when its slice is split', async () => {
    const { agentId } = await agent('10.0.0.2', '10.0.0.3');
    const scanId = await scan();
    const slice = (await slices(scanId)).find(({ pinned }) => pinned);
    const [record] = await findSlices(rooms.database, 'id = ?', [slice!.id]);
    await rooms.database.transaction((tx) => rooms.queue.split(tx, record!, 2));
    const own = (await slices(scanId)).filter(({ pinned }) => pinned === agentId);
    expect(own.map(({ targets }) => targets)).toEqual([['10.0.0.2'], ['10.0.0.3']]);
  });

  describe('with a credential', () => {
    const made = async () => {
      const words = { userName: 'scanfleet', port: 22, sudo: true, trustFirstKey: true, description: '' };
      const secret = { kind: 'ssh-password', password: 'in the ledger it is sealed' } as const;
      const one = await rooms.credentials.create(TENANT, { ...words, name: newId() }, secret);
      if (!('id' in one)) throw new Error(one.reason);
      return one.id;
    };
    const networkId = newId();
    const with_ = (credentialId: string, profiles: StartRequest['profiles'] = [PATCH]) =>
      startScan(rooms, 6, { profiles, credentialId, networkId });

    it('goes out with what is not the agent’s own machine, and not with what is', async () => {
      const one = await agent('10.0.0.2');
      const [anybodys, own] = await slices(await with_(await made()));
      expect((await granted(one, anybodys!)).login).toEqual({
        ...{ userName: 'scanfleet', port: 22, sudo: true, trustFirstKey: true, hostKeys: [] },
        secret: { kind: 'ssh-password', password: 'in the ledger it is sealed' },
      });
      expect(own?.pinned).toBe(one.agentId);
      expect((await granted(one, own!)).login).toBeUndefined();
    });

    it('goes out with no engine that looks from outside', async () => {
      const one = await agent();
      const profiles = [
        {
          engine: 'nmap' as const,
          preset: 'quick',
          options: { scan: 'connect', ports: { kind: 'all' } } as never,
        },
      ];
      const [slice] = await slices(await with_(await made(), profiles));
      const engines = new Map([['nmap', []]]);
      expect((await granted({ ...one, engines }, slice!)).login).toBeUndefined();
    });

    it('that is gone, or that no key opens, is none', async () => {
      const [gone, locked] = [await made(), await made()];
      await rooms.database.transaction((tx) => tx.change('DELETE FROM credentials WHERE id = ?', [gone]));
      await rooms.database.transaction((tx) =>
        tx.change("UPDATE credentials SET sealing_key = 'lost' WHERE id = ?", [locked]),
      );
      const one = await agent();
      for (const credential of [gone, locked]) {
        const [slice] = await slices(await with_(credential));
        expect((await granted(one, slice!)).login).toBeUndefined();
      }
    });

    it('learns the first keys of a host, and tells the next owner', async () => {
      const credential = await made();
      const one = await agent();
      const [first] = await slices(await with_(credential));
      await granted(one, first!);
      const told = (key: string, address = '10.0.0.1') => ({
        ...{ address, run: 1, firstOrdinal: 1, disposition: null, artifact: null },
        observations: [{ kind: 'host-key', body: JSON.stringify({ key }) }],
      });
      const key = `ssh-ed25519 ${'A'.repeat(68)}`;
      const fence = {
        sliceId: first!.id,
        epoch: first!.epoch,
        agentId: one.agentId,
        sessionId: one.sessionId,
      };
      const parts = [told(key), told('ssh-ed25519 two\nlines', '10.0.0.2'), told(key, '10.0.0.99')];
      await rooms.chunks.commit(fence, { seq: 0, parts });
      await rooms.chunks.commit(fence, { seq: 1, parts: [told(`ssh-ed25519 ${'B'.repeat(68)}`)] });
      const another = await agent();
      const [second] = await slices(await with_(credential));
      expect((await granted(another, second!)).login?.hostKeys).toEqual([{ address: '10.0.0.1', key }]);
      const [pinned, ...more] = await rooms.hostKeys.list(TENANT, { networkId }, undefined, 10);
      expect([pinned?.address, pinned?.pinnedBy, more]).toEqual([
        '10.0.0.1',
        expect.stringMatching(/^scan /),
        [],
      ]);
    });
  });

  it('tells the next owner what a run that was stopped had seen of a target, and counts none of it', async () => {
    const one = await agent();
    const [slice] = await slices(await scan());
    const grant = await granted(one, slice!);
    expect(grant.begun).toEqual([]);
    const fence = { sliceId: slice!.id, epoch: slice!.epoch, agentId: one.agentId, sessionId: one.sessionId };
    const seen = (address: string, run: number, ...rules: string[]) => ({
      ...{ address, run, firstOrdinal: 0, disposition: null, artifact: null },
      observations: [
        {
          kind: 'begun',
          body: JSON.stringify({ runs: run, rules: rules.map((rule) => ({ rule, result: 'pass' })) }),
        },
      ],
    });
    const parts = [seen('10.0.0.1', 1, 'a'), seen('10.0.0.1', 2, 'a', 'b'), seen('10.0.0.99', 1, 'x')];
    await rooms.chunks.commit(fence, { seq: 0, parts });
    await rooms.moves.giveBack(fence, false, 'the agent is restarted');
    const another = await agent();
    const [again] = await slices(grant.scanId);
    const { begun, targets } = await granted(another, again!);
    expect(targets).toEqual(grant.targets);
    expect(begun).toEqual([
      {
        ...{ address: '10.0.0.1', runs: 2 },
        rules: ['a', 'b'].map((rule) => ({ rule, result: 'pass' })),
      },
    ]);
  });

  it('hands content only to whoever owns a slice that needs it', async () => {
    const sha256 = 'c'.repeat(64);
    const options = { content: { sha256, bytes: 1 } } as never;
    const profiles = [{ engine: 'openscap' as const, preset: 'content', options }];
    const [owner, other] = [await agent('10.0.0.2'), await agent('10.0.0.4')];
    const scanId = await startScan(rooms, 6, { profiles });
    const slice = (await slices(scanId)).find(({ pinned }) => pinned === owner.agentId)!;
    const needed = (agentId: string, hash = sha256) => rooms.leases.tenantNeeding(agentId, hash);
    expect(await needed(owner.agentId)).toBeUndefined();
    const engines = new Map([['openscap', []]]);
    const claimed = await rooms.claims.claim({ ...owner, engines }, newId(), slice.id, slice.epoch);
    expect(claimed.kind).toBe('granted');
    expect(await needed(owner.agentId)).toBe(TENANT);
    expect(await needed(other.agentId)).toBeUndefined();
    expect(await needed(owner.agentId, 'd'.repeat(64))).toBeUndefined();
    const fence = {
      sliceId: slice.id,
      epoch: slice.epoch,
      agentId: owner.agentId,
      sessionId: owner.sessionId,
    };
    await rooms.moves.giveBack(fence, false, 'spec');
    expect(await needed(owner.agentId)).toBeUndefined();
  });
});
