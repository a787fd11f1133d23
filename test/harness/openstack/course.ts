import {
  Trouble,
  type HostOrder,
  type Machine,
  type Provisioner,
} from '../../../control-plane/server/src/provisioners/provisioner';
import { condition } from '../condition';

/** One step of the course, and what the contract was answered. */
export type Outcome = readonly [step: string, answer: unknown];

const FLEET = '0192aaaa-0000-7000-8000-00000000f1ee';
const hostId = (n: number): string => `0192bbbb-0000-7000-8000-00000000000${n}`;

function order(n: number, settings: object = {}): HostOrder {
  return {
    ...{ hostId: hostId(n), fleetId: FLEET, poolId: '0192cccc-0000-7000-8000-000000000001', settings },
    agent: {
      ...{ name: `scanner-${n}`, controlPlane: 'https://192.0.2.1:8443', slots: 2 },
      ...{ authority: 'an authority', joinToken: `scfj_${'t'.repeat(42)}${n}` },
    },
  };
}

/**
 * What a pool asks of an OpenStack cloud in its life, one request after another, so that the answers of a real cloud can be recorded and
 * given again. The cloud has room for two servers. `revoke` makes the driver's token worthless; a server is looked at every `everyMs`.
 */
export async function course(
  provisioner: Provisioner,
  { revoke, everyMs }: { revoke: () => Promise<void>; everyMs: number },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const note = (step: string, answer: unknown) => {
    outcomes.push([step, told(answer)]);
  };
  const machine = async (n: number, until: (one: Machine | undefined) => boolean) =>
    condition(
      `machine ${n}`,
      async () => {
        const one = await provisioner.get(FLEET, hostId(n));
        return until(one) && { one };
      },
      { timeoutMs: 60_000, everyMs },
    );

  note('none at first', await provisioner.list(FLEET));
  note('made', same(await provisioner.create(order(1))));
  const { one } = await machine(1, (seen) => seen?.power === 'running');
  note('runs', one);
  note('made again', (await provisioner.create(order(1))) as Machine);
  note('listed', await provisioner.list(FLEET));
  note('not of another fleet', await provisioner.list(hostId(9)));
  note('console', await provisioner.console?.(one!));
  note('no such flavor', await provisioner.create(order(2, { flavor: 'no such' })));
  note('no such image', await provisioner.create(order(2, { image: 'no such' })));
  await revoke();
  note('after the token was revoked', same(await provisioner.create(order(2))));
  await machine(2, (seen) => seen?.power === 'running');
  note('beyond the quota', await provisioner.create(order(3)));
  note('removed', await provisioner.destroy((await provisioner.get(FLEET, hostId(2)))!));
  await machine(2, (seen) => seen === undefined);
  note('no hypervisor has room', same(await provisioner.create(order(3, { flavor: 'vast' }))));
  note('broken', (await machine(3, (seen) => seen?.power === 'broken')).one);
  for (const n of [1, 3]) {
    note(`removed by its mark ${n}`, await provisioner.destroy({ id: '', hostId: hostId(n) }));
    await machine(n, (seen) => seen === undefined);
  }
  note('removed once more', await provisioner.destroy(one!));
  note('console of one that is gone', await provisioner.console?.(one!));
  note('none at last', await provisioner.list(FLEET));
  return outcomes;
}

/** How far a server has come in its making is the cloud's pace. */
const same = (answer: Machine | Trouble): unknown =>
  answer instanceof Trouble ? answer : { hostId: answer.hostId };

const told = (answer: unknown): unknown =>
  answer instanceof Trouble ? { kind: answer.kind, reason: answer.reason } : answer;
