import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contents, Packages } from '../../control-plane/server/src/packages';
import { newId } from '../../control-plane/server/src/platform';
import { SystemContents } from '../../control-plane/server/src/system-content';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, openRooms, POOL, TENANT, type Rooms } from './rooms';

const FACTS = readFileSync(join(__dirname, '../../agent/fixtures/openscap/facts-ds.xml'));
const PART = 256 * 1024;
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** Content of several parts: a comment does no harm. */
const large = (words: string): Buffer => {
  const [begin, ...rest] = FACTS.toString().split('?>');
  return Buffer.from(`${begin}?><!-- ${words.repeat(PART / 2)} -->${rest.join('?>')}`);
};

describe('content that agents’ systems came with', () => {
  let ledger: Ledger;
  let rooms: Rooms;
  let contents: SystemContents;
  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
    const { database, clock, agents } = rooms;
    contents = new SystemContents(
      database,
      clock,
      agents,
      new Packages(database, clock, new Contents(database)),
    );
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });
  beforeEach(() =>
    rooms.database.transaction(async (tx) => {
      await tx.change('DELETE FROM system_content_parts');
      await tx.change('DELETE FROM system_contents');
    }),
  );

  const told = (...files: { sha256: string; bytes: number }[]) => [
    {
      ...{ name: 'openscap', available: true, version: '', verdict: '', limits: [] },
      content: files.map((file, at) => ({ ...file, path: `/content/${at}.xml` })),
    },
  ];
  const file = (bytes: Buffer) => ({ sha256: hashOf(bytes), bytes: bytes.length });
  const request = (sha256: string) =>
    rooms.database.transaction((tx) =>
      tx.change('INSERT IGNORE INTO system_contents (sha256, total_bytes, stored_bytes) VALUES (?, 1, 0)', [
        sha256,
      ]),
    );
  /** Somebody wants to know of the first file. */
  const asked = async (agent: string, ...files: { sha256: string; bytes: number }[]) => {
    await request(files[0]!.sha256);
    // That nothing is wanted is believed for a second, as on a replica that did not hear of the request.
    rooms.clock.advance(1_001);
    return contents.wanted(agent, told(...files));
  };
  const send = async (agent: string, bytes: Buffer, sha256 = hashOf(bytes), from = 0) => {
    let answer = await contents.take(agent, {
      ...{ sha256, totalBytes: bytes.length, offset: from, data: bytes.subarray(from, from + PART) },
    });
    while (answer.kind === 'taken' && answer.nextOffset < bytes.length) {
      const offset = answer.nextOffset;
      answer = await contents.take(agent, {
        ...{ sha256, totalBytes: bytes.length, offset, data: bytes.subarray(offset, offset + PART) },
      });
    }
    return answer;
  };
  const row = async (sha256: string) =>
    (
      await rooms.database.rows<{ summary: string | null; refusal: string | null; stored: number }>(
        'SELECT summary, refusal, stored_bytes stored FROM system_contents WHERE sha256 = ?',
        [sha256],
      )
    )[0];

  it('is asked of nobody while nobody wants to know of it', async () => {
    expect(await contents.wanted(newId(), told(file(FACTS)))).toEqual([]);
    expect(await contents.wanted(newId(), [])).toEqual([]);
  });

  it('is asked of one agent, taken part by part, looked into, and asked of nobody any more', async () => {
    const [one, other] = [newId(), newId()];
    const bytes = large('a');
    expect(await asked(one, file(bytes))).toEqual([hashOf(bytes)]);
    expect(await asked(other, file(bytes))).toEqual([]);
    expect(await asked(one, file(bytes))).toEqual([hashOf(bytes)]);
    expect(await send(one, bytes)).toEqual({ kind: 'taken', nextOffset: bytes.length });
    expect((await row(hashOf(bytes)))?.summary).toContain('facts_benchmark');
    for (const agent of [one, other]) expect(await contents.wanted(agent, told(file(bytes)))).toEqual([]);
  });

  it('is taken from nobody who was not asked, and no byte beside what is expected', async () => {
    const [one, other] = [newId(), newId()];
    const bytes = large('b');
    expect(await send(one, bytes)).toEqual({ kind: 'refused', reason: 'it was not asked for' });
    await asked(one, file(bytes));
    expect((await send(other, bytes)).kind).toBe('refused');
    const part = { sha256: hashOf(bytes), totalBytes: bytes.length, offset: 0, data: bytes.subarray(0, 10) };
    expect((await contents.take(one, part)).kind).toBe('refused');
    expect((await contents.take(one, { ...part, totalBytes: 10 })).kind).toBe('refused');
    const ahead = { ...part, offset: PART, data: bytes.subarray(PART, 2 * PART) };
    expect(await contents.take(one, ahead)).toEqual({ kind: 'taken', nextOffset: 0 });
    expect((await row(hashOf(bytes)))?.stored).toBe(0);
  });

  it('goes on with another agent, from its beginning, when the first sends nothing more', async () => {
    const [one, other] = [newId(), newId()];
    const bytes = large('c');
    await asked(one, { sha256: hashOf(bytes), bytes: PART + 5 });
    const lie = Buffer.alloc(PART);
    await contents.take(one, { sha256: hashOf(bytes), totalBytes: PART + 5, offset: 0, data: lie });
    rooms.clock.advance(61_000);
    expect(await asked(other, file(bytes))).toEqual([hashOf(bytes)]);
    expect((await send(one, bytes)).kind).toBe('refused');
    expect(await send(other, bytes)).toMatchObject({ kind: 'taken' });
    expect((await row(hashOf(bytes)))?.summary).not.toBeNull();
  });

  it('with another hash than was said is forgotten, so that the true file can still come', async () => {
    const [liar, honest] = [newId(), newId()];
    const bytes = large('d');
    const forged = Buffer.from(bytes);
    forged[forged.length - 30] = 0x20;
    await asked(liar, file(bytes));
    expect(await send(liar, forged, hashOf(bytes))).toEqual({
      ...{ kind: 'refused', reason: 'the bytes do not have this hash' },
    });
    expect(await row(hashOf(bytes))).toEqual({ summary: null, refusal: null, stored: 0 });
    expect((await send(liar, forged, hashOf(bytes))).kind).toBe('refused');
    await asked(honest, file(bytes));
    expect(await send(honest, bytes)).toMatchObject({ kind: 'taken' });
  });

  it('that is hostile is refused, is kept no longer, and is not asked for again', async () => {
    const agent = newId();
    const bytes = Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><Benchmark id="b">&a;</Benchmark>');
    await asked(agent, file(bytes));
    await send(agent, bytes);
    expect(await row(hashOf(bytes))).toMatchObject({
      summary: null,
      refusal: expect.stringMatching(/./) as string,
    });
    expect(await rooms.database.rows('SELECT 1 FROM system_content_parts')).toEqual([]);
    expect(await contents.wanted(agent, told(file(bytes)))).toEqual([]);
  });

  it('is offered to tenants whose networks the agents’ pools serve, and to no other', async () => {
    const { agentId } = await claimant(rooms);
    await rooms.database.transaction(async (tx) => {
      await tx.change("INSERT INTO pools (id, name, created_at) VALUES (?, 'lab', NOW(3))", [POOL]);
      await tx.change('UPDATE agents SET engines = ? WHERE id = ?', [
        JSON.stringify(told(file(FACTS))),
        agentId,
      ]);
      await tx.change(
        `INSERT INTO networks (id, tenant_id, name, description, cidrs, allowed_special_cidrs, pool_id, created_at)
         VALUES (?, ?, 'lab', '', '[]', '[]', ?, NOW(3))`,
        [newId(), TENANT, POOL],
      );
    });
    const words = { name: 'found', description: '' };
    const adopt = (tenantId: string) => contents.adopt(tenantId, hashOf(FACTS), words);
    const offer = { sha256: hashOf(FACTS), paths: ['/content/0.xml'], agents: [{ id: agentId }] };
    expect(await contents.offered(TENANT)).toMatchObject([{ ...offer, state: 'known', packageId: null }]);
    expect(await adopt(TENANT)).toMatchObject({ code: 'not-offered', status: 409 });
    const others = 'SELECT SHA2(seq, 256), 1, 0 FROM seq_1_to_256';
    await rooms.database.transaction((tx) =>
      tx.change(`INSERT INTO system_contents (sha256, total_bytes, stored_bytes) ${others}`),
    );
    expect(await contents.request(TENANT, hashOf(FACTS))).toMatchObject({ code: 'too-much-system-content' });
    await rooms.database.transaction((tx) => tx.change('DELETE FROM system_contents'));
    for (let time = 0; time < 2; time += 1)
      expect(await contents.request(TENANT, hashOf(FACTS))).toMatchObject({ ...offer, state: 'fetching' });
    expect(await contents.wanted(agentId, told(file(FACTS)))).toEqual([hashOf(FACTS)]);
    await send(agentId, FACTS);
    const made = await adopt(TENANT);
    expect(made).toMatchObject({ name: 'found', sha256: hashOf(FACTS), version: 1 });
    expect(await contents.offered(TENANT)).toMatchObject([
      { ...offer, state: 'offered', packageId: (made as { id: string }).id },
    ]);
    const stranger = newId();
    expect(await contents.offered(stranger)).toEqual([]);
    expect(await contents.request(stranger, hashOf(FACTS))).toMatchObject({ code: 'not-found' });
    expect(await adopt(stranger)).toMatchObject({ code: 'not-found' });
  });
});
