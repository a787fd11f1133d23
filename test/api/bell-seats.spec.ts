import { readFileSync } from 'node:fs';
import { newBellKey } from '../../agent/src/link';
import { BellSeats } from '../../control-plane/server/src/ingest/bell-seats';
import { FleetCalls } from '../../control-plane/server/src/ingest/fleet-calls';
import { returnWithin } from '../../control-plane/server/src/ingest/pace';
import { FleetDoor } from '../../control-plane/server/src/ingest/server';
import { keyFiles } from '../../control-plane/server/src/platform';
import { inboxPrefixOf } from '../../control-plane/server/src/platform/bell/subjects';
import { condition } from '../harness/condition';
import { Speaker } from './speaker';
import { startWholeApi, type WholeApi } from './whole-api';

const OTHERS = Array.from({ length: 1_000 }, (_, n) => `session ${n}`);

describe('a pool of more than a thousand agents', () => {
  let api: WholeApi;
  let seats: BellSeats;
  const speakers: Speaker[] = [];
  beforeAll(async () => {
    api = await startWholeApi();
    seats = api.controlPlane.app.get(BellSeats, { strict: false });
  }, 60_000);
  afterAll(async () => {
    for (const speaker of speakers) speaker.close();
    await api.stop();
  });

  async function agent(): Promise<Speaker> {
    const rest = await api.as('fleet-administrator');
    const { body } = await rest.post<{ token: string }>(`/pools/${api.poolId}/join-tokens`);
    const address = {
      url: new URL(`https://127.0.0.1:${api.controlPlane.app.get(FleetDoor, { strict: false }).port}`),
      ca: readFileSync(keyFiles(api.config.keysFolder).authorityCertificate),
    };
    const name = `agent ${speakers.length}`;
    const speaker = new Speaker(address, await Speaker.enrolled(address, body.token, name));
    speakers.push(speaker);
    return speaker;
  }

  const sessions = () => api.controlPlane.app.get(FleetCalls, { strict: false }).size;

  const welcomed = async (speaker: Speaker) => {
    await speaker.hello({ instance: newBellKey().publicKey });
    return speaker.last('welcome')!.value;
  };

  const beat = async (speaker: Speaker) => {
    speaker.say({ $case: 'heartbeat', value: { sequence: 1n, freeSlots: 1, load: 0 } });
    const before = speaker.heard.length;
    await condition('answered', () => speaker.heard.length > before);
    return speaker.last('heartbeatReply')!.value;
  };

  it('gives a pass to the bell to the first thousand, and the place of one that has gone to whoever beats next', async () => {
    const [first, second] = [await agent(), await agent()];
    expect((await welcomed(first)).bell).toBeDefined();
    for (const other of OTHERS) seats.take(api.poolId, other);
    expect((await welcomed(second)).bell).toBeUndefined();
    expect((await beat(second)).bell).toBeUndefined();
    first.close();
    // Its session's end is noticed when it is.
    const { bell } = await condition('a place is free', async () => {
      const reply = await beat(second);
      return reply.bell && reply;
    });
    expect(bell?.inboxPrefix).toBe(inboxPrefixOf(second.agentId));
    expect((await beat(second)).bell).toBeUndefined();
  });

  it('counts each pool alone, and a session once', () => {
    expect([seats.take('another pool', 'x'), seats.take('another pool', 'x')]).toEqual([true, true]);
    for (const other of OTHERS.slice(1)) expect(seats.take('another pool', other)).toBe(true);
    expect(seats.take('another pool', 'y')).toBe(false);
    expect(seats.take('another pool', 'x')).toBe(true);
    seats.leave('another pool', 'x');
    expect(seats.take('another pool', 'y')).toBe(true);
  });

  it('tells with each answer to a heartbeat over what the fleet of now would spread its return', async () => {
    const first = await agent();
    const before = (await welcomed(first)).timings?.returnWithinMs;
    // A few at a time: who says nothing for long is not waited for, and ninety keys made at once take long.
    for (let left = 90; left > 0; left -= 3) {
      await Promise.all(Array.from({ length: 3 }, async () => welcomed(await agent())));
    }
    const now = (await beat(first)).returnWithinMs;
    expect([before, now]).toEqual([0, returnWithin(sessions(), api.config.timings)]);
    expect(now).toBeGreaterThan(1_000);
  }, 60_000);
});
