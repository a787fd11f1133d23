import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { status } from '@grpc/grpc-js';
import { DispositionKind, type AgentMessage } from '@scanfleet/proto';
import { FleetDoor } from '../../control-plane/server/src/ingest/server';
import { keyFiles } from '../../control-plane/server/src/platform';
import type { Identity } from '../../agent/src/link/identity';
import { condition } from '../harness/condition';
import type { Rest } from '../harness/rest';
import { Speaker } from './speaker';
import { startWholeApi, type WholeApi } from './whole-api';

type Said = NonNullable<AgentMessage['message']>;

/** What nobody but the owner of a slice may change, and nobody at all once it is final; what rounds sum up of it aside. */
const KEPT = {
  slices: '*',
  scans: 'id, state, state_since, outcome, segment',
  dispositions: '*',
  observations: '*',
  artifacts: '*',
  artifact_parts: '*',
  slice_history: '*',
  agent_support_bundles: '*',
};
const CALLS = ['renew', 'chunk', 'finish', 'stopAck', 'reject', 'released'] as const;
const HASH = createHash('sha256').update('x').digest('hex');

describe('an agent that was taken over', () => {
  let api: WholeApi;
  let rest: Rest;
  let poolB: string;
  let bystander: string;
  const speakers: Speaker[] = [];
  beforeAll(async () => {
    api = await startWholeApi({
      settings: () => ({ SCANFLEET_LEASE_SECONDS: '3600', SCANFLEET_LOST_AFTER_SECONDS: '7200' }),
    });
    rest = await api.as('fleet-administrator');
    poolB = (await rest.post<{ id: string }>('/pools', { name: 'other' })).body.id;
    await agent();
    [{ id: bystander }] = (await rest.all<{ id: string }>('/agents')) as [{ id: string }];
  }, 60_000);
  afterAll(async () => {
    for (const speaker of speakers) speaker.close();
    await api.stop();
  });

  const address = () => ({
    url: new URL(`https://127.0.0.1:${api.controlPlane.app.get(FleetDoor, { strict: false }).port}`),
    ca: readFileSync(keyFiles(api.config.keysFolder).authorityCertificate),
  });

  function session(identity: Identity): Speaker {
    const speaker = new Speaker(address(), identity);
    speakers.push(speaker);
    return speaker;
  }

  async function agent(poolId = api.poolId): Promise<Speaker> {
    const token = await rest.post<{ token: string }>(`/pools/${poolId}/join-tokens`);
    const speaker = session(await Speaker.enrolled(address(), token.body.token, `spec ${speakers.length}`));
    await speaker.hello();
    return speaker;
  }

  /** A scan of one target of its own, lent to this agent. */
  let targets = 0;
  async function lentTo(
    owner: Speaker,
  ): Promise<{ sliceId: string; epoch: number; scanId: string; target: string }> {
    const target = `192.0.2.${(targets += 1)}`;
    const job = await rest.post<{ id: string }>('/jobs', {
      ...{ name: `job ${targets}`, networkId: api.networkId, targets: [target] },
      profiles: [{ engine: 'nmap', preset: 'quick' }],
    });
    const scan = await rest.post<{ id: string }>(`/jobs/${job.body.id}/start`);
    const [slice] = await condition('planned', async () => {
      const rows = await rest.all<{ id: string; epoch: number }>(`/scans/${scan.body.id}/slices`);
      return rows.length > 0 && rows;
    });
    owner.say({
      $case: 'claim',
      value: { nonce: randomUUID(), sliceId: slice!.id, epoch: slice!.epoch, replySubject: '' },
    });
    await condition('granted', () => owner.last('grant')?.value.sliceId === slice!.id);
    return { sliceId: slice!.id, epoch: slice!.epoch, scanId: scan.body.id, target };
  }

  /** A hash for each table: what changed is named by its table. */
  async function everything(): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    for (const [table, columns] of Object.entries(KEPT)) {
      const rows = await api.database.rows(`SELECT ${columns} FROM ${table}`);
      hashes[table] = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
    }
    return hashes;
  }

  const message = (
    kind: (typeof CALLS)[number],
    slice: { sliceId: string; epoch: number; target: string },
  ): Said => {
    const { sliceId, epoch, target } = slice;
    const ref = { sliceId, epoch };
    switch (kind) {
      case 'renew':
        return {
          $case: kind,
          value: { ...ref, sentBootMs: 1n, phase: 'x', fraction: 0.5, waitingTargets: 0 },
        };
      case 'chunk': {
        const disposition = {
          ...{ kind: DispositionKind.DISPOSITION_KIND_DOWN, reason: '', rowCount: 0 },
          ...{ artifactSha256: '', reportSha256: '', lookedAtMs: 0n },
        };
        const part = { target, run: 1, firstOrdinal: 0, observations: [], disposition, artifact: undefined };
        return { $case: kind, value: { ...ref, seq: 0n, parts: [part as never], looks: [] } };
      }
      case 'finish':
        return { $case: kind, value: ref };
      case 'stopAck':
        return { $case: kind, value: { ...ref, nextSeq: 0n } };
      case 'reject':
        return { $case: kind, value: { ...ref, toolFailure: true, reason: 'x' } };
      case 'released':
        return { $case: kind, value: { ...ref, targets: [target] } };
    }
  };

  /** Everything that it can say of a slice, one after the other; what it was answered is put down, what changed must be nothing. */
  async function attack(attacker: Speaker, slice: { sliceId: string; epoch: number; target: string }) {
    const answers: string[] = [];
    for (const kind of CALLS) {
      const before = await everything();
      const heard = await attacker.settle(message(kind, slice), {
        $case: 'renew',
        value: message('renew', slice).value as never,
      });
      const grants = heard.filter(({ $case }) => $case === 'ack' || $case === 'grant');
      expect([kind, grants]).toEqual([kind, []]);
      const said = heard.map((one) => (one.$case === 'settled' ? `settled ${one.value.state}` : one.$case));
      answers.push(`${kind}: ${[...new Set(said)].join()}`);
      expect([kind, await everything()]).toEqual([kind, before]);
    }
    // One that was asked of another agent, whose id the attacker has guessed.
    const bundle = await rest.post<{ id: string }>(`/agents/${bystander}/support-bundle`);
    expect(bundle.status).toBe(202);
    const before = await everything();
    const codes = [
      await attacker.call((client, done) =>
        client.putArtifactPart(
          {
            sliceId: slice.sliceId,
            epoch: slice.epoch,
            sha256: HASH,
            totalBytes: 1n,
            offset: 0n,
            data: Buffer.from('x'),
          },
          done,
        ),
      ),
      await attacker.call((client, done) => client.getContentPart({ sha256: HASH, offset: 0 }, done)),
      await attacker.call((client, done) =>
        client.putSupportBundle({ bundleId: bundle.body.id, data: Buffer.from('x') }, done),
      ),
      await attacker.call((client, done) =>
        client.putSystemContentPart(
          { sha256: HASH, totalBytes: 1n, offset: 0n, data: Buffer.from('x') },
          done,
        ),
      ),
    ];
    expect(codes.filter((code) => code === status.OK)).toEqual([]);
    expect(await everything()).toEqual(before);
    return answers;
  }

  it.each([
    ['of the same pool', () => agent()],
    ['of another pool', () => agent(poolB)],
  ])('%s changes nothing of another’s work, whatever it says', async (_, enter) => {
    const owner = await agent();
    const slice = await lentTo(owner);
    const attacker = await enter();
    for (const answer of await attack(attacker, slice)) expect(answer).toMatch(/: abandon$/);
    const claim = { nonce: randomUUID(), sliceId: slice.sliceId, epoch: slice.epoch, replySubject: '' };
    const before = await everything();
    await attacker.settle({ $case: 'claim', value: claim });
    expect(attacker.last('deny')?.value.code).toMatch(/^(not-queued|not-yours)$/);
    expect(await everything()).toEqual(before);
    // The owner goes on as if nothing had been.
    owner.say(message('chunk', slice));
    await condition('taken', () => owner.last('ack')?.value.nextSeq === 1n);
  });

  it('takes no work of another pool, by its own claim or a forged bell', async () => {
    const target = `192.0.2.${(targets += 1)}`;
    const job = await rest.post<{ id: string }>('/jobs', {
      ...{
        name: 'waiting',
        networkId: api.networkId,
        targets: [target],
        profiles: [{ engine: 'nmap', preset: 'quick' }],
      },
    });
    const scan = await rest.post<{ id: string }>(`/jobs/${job.body.id}/start`);
    const [slice] = await condition('planned', async () => {
      const rows = await rest.all<{ id: string; epoch: number }>(`/scans/${scan.body.id}/slices`);
      return rows.length > 0 && rows;
    });
    const stranger = await agent(poolB);
    const before = await everything();
    for (const [sliceId, epoch] of [
      [slice!.id, slice!.epoch],
      ['', 0],
    ] as const) {
      const replySubject = `$JS.ACK.POOL.x.1.1.1.1.0`;
      await stranger.settle({ $case: 'claim', value: { nonce: randomUUID(), sliceId, epoch, replySubject } });
      expect(stranger.last('grant')).toBeUndefined();
    }
    expect(stranger.heard.filter(({ $case }) => $case === 'deny')).toHaveLength(2);
    expect(await everything()).toEqual(before);
  });

  it('that owned the work once, changes nothing of it at its old epoch', async () => {
    const former = await agent();
    const slice = await lentTo(former);
    await former.settle({
      $case: 'reject',
      value: { ...message('reject', slice).value, toolFailure: false } as never,
    });
    const owner = await agent();
    const [now] = await rest.all<{ epoch: number }>(`/scans/${slice.scanId}/slices`);
    expect(now!.epoch).toBe(slice.epoch + 1);
    owner.say({
      $case: 'claim',
      value: { nonce: randomUUID(), sliceId: slice.sliceId, epoch: now!.epoch, replySubject: '' },
    });
    await condition('granted', () => owner.last('grant')?.value.sliceId === slice.sliceId);
    const answers = await attack(former, slice);
    for (const answer of answers)
      expect(answer).toMatch(/: (abandon|settled \w+,abandon|abandon,settled \w+)$/);
    for (const answer of await attack(former, { ...slice, epoch: now!.epoch }))
      expect(answer).toMatch(/: abandon$/);
  });

  it('that owned it changes nothing of what is at its end', async () => {
    const owner = await agent();
    const slice = await lentTo(owner);
    owner.say(message('chunk', slice));
    await condition('taken', () => owner.last('ack'));
    owner.say({
      $case: 'finish',
      value: { sliceId: slice.sliceId, epoch: slice.epoch },
    });
    await condition('done', () => owner.last('settled'));
    await condition('finished', async () => {
      const scan = await rest.get<{ state: string; processed: boolean }>(`/scans/${slice.scanId}`);
      return scan.body.processed;
    });
    for (const answer of await attack(owner, slice)) expect(answer).toMatch(/abandon|settled Done/);
  });

  it('is out as soon as it is banned: on an open stream that says nothing, and by any other way', async () => {
    const banned = await agent();
    const slice = await lentTo(banned);
    const answer = await rest.post<{ state: string }>(`/agents/${banned.agentId}/ban`, {
      reason: 'taken over',
    });
    expect([answer.status, answer.body.state]).toEqual([200, 'Banned']);
    const before = await everything();
    // It says nothing, and is put out all the same.
    await condition('out', () => banned.ended, { timeoutMs: 10_000 });
    expect(banned.ended).toMatchObject({ code: status.PERMISSION_DENIED });
    const again = session(banned.identity);
    expect(await again.hello()).toBeUndefined();
    expect(again.ended).toMatchObject({ code: status.PERMISSION_DENIED });
    const put = {
      sliceId: slice.sliceId,
      epoch: slice.epoch,
      sha256: HASH,
      totalBytes: 1n,
      offset: 0n,
      data: Buffer.from('x'),
    };
    expect(await again.call((client, done) => client.putArtifactPart(put, done))).toBe(
      status.PERMISSION_DENIED,
    );
    expect(await everything()).toEqual(before);
    const history = await rest.get<{ items: object[] }>(`/agents/${banned.agentId}/history`);
    expect(history.body.items).toMatchObject([
      { from: 'Active', to: 'Banned', cause: 'banned', reason: 'taken over' },
    ]);
  }, 30_000);

  it('says nothing more that counts in the moment of its ban', async () => {
    const banned = await agent();
    const slice = await lentTo(banned);
    await rest.post(`/agents/${banned.agentId}/ban`, {});
    const before = await everything();
    banned.say(message('chunk', slice));
    banned.say(message('finish', slice));
    await condition('out', () => banned.ended, { timeoutMs: 10_000 });
    expect(await everything()).toEqual(before);
  }, 30_000);

  it('is noticed when two machines have its certificate, and both are put out', async () => {
    const one = await agent();
    const [first, second] = [randomUUID(), randomUUID()];
    const original = session(one.identity);
    await original.hello({ instance: first });
    const clone = session(one.identity);
    expect(await clone.hello({ instance: second })).toBeDefined();
    // A restart looks like this, and is none: the first does not come back.
    expect((await rest.get<{ state: string }>(`/agents/${one.agentId}`)).body.state).toBe('Active');
    const back = session(one.identity);
    expect(await back.hello({ instance: first })).toBeUndefined();
    expect(back.ended).toMatchObject({ code: status.PERMISSION_DENIED });
    await condition('both are out', () => clone.ended, { timeoutMs: 10_000 });
    const { body } = await rest.get<{ state: string; stateReason: string }>(`/agents/${one.agentId}`);
    expect(body).toMatchObject({ state: 'Banned', stateReason: expect.stringContaining('Two machines') });
  }, 30_000);

  it('is told plainly when it speaks another version', async () => {
    const old = session((await agent()).identity);
    old.say({
      $case: 'hello',
      value: {
        ...{ protocol: 99, agentVersion: '9', hostname: 'x', platform: 'x', engines: [], toolSlots: 1 },
        ...{ held: [], openNonces: [], bellPublicKey: '', addresses: [] },
      },
    });
    await condition('refused', () => old.ended);
    expect(old.ended).toMatchObject({
      code: status.FAILED_PRECONDITION,
      details: expect.stringMatching(/speaks protocol 99, the control plane 1: upgrade the agent/),
    });
  });
});
