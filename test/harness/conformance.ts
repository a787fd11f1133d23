import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import {
  Trouble,
  type HostOrder,
  type Machine,
  type Provisioner,
} from '../../control-plane/server/src/provisioners/provisioner';
import { condition } from './condition';

/** What a driver needs so that it can be put to the proof. */
export interface Proving {
  /** As after a restart of the control plane: nothing of an earlier one is in its memory. */
  provisioner(): Provisioner;
  /** How many machines there is room for. */
  readonly most: number;
  /** An order with a fresh token that works. */
  order(fleetId: string): Promise<HostOrder>;
  /** Agents that have come of these orders so far, by host. */
  enrolled(orders: readonly HostOrder[]): Promise<readonly string[]>;
  /** Ends the machine behind the control plane's back, as a crash of the hypervisor would. */
  kill(machine: Machine): Promise<void>;
  /** Has another process begin `create` of this order, and kills that `afterMs` later. */
  readonly cutOff: (order: HostOrder, afterMs: number) => Promise<void>;
  /** Everything of a machine that can be seen from this machine: processes, devices, files. */
  traces(hostId: string): Promise<readonly string[]>;
  /** Milliseconds that a machine may take to enrol. */
  readonly bootMs: number;
}

const SERVER = resolve(__dirname, '../../control-plane/server/dist');

/** Creates the order of standard input by the built driver; whoever started it kills it when it likes. */
const CREATOR = `
  const place = JSON.parse(process.argv[1]);
  const { SystemClock } = require(${JSON.stringify(`${SERVER}/platform`)});
  const driver = require(${JSON.stringify(`${SERVER}/provisioners/drivers/`)} + place.driver);
  const [Provisioner] = Object.values(driver).filter((one) => typeof one === 'function');
  const order = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  process.stdout.write('here');
  new Provisioner(place, new SystemClock()).create(order).then(() => process.exit());
`;

/** Another process begins `create` of this order at a place of a driver, and is killed `afterMs` later. */
export async function createdAndCutOff(
  place: { driver: string },
  order: HostOrder,
  afterMs: number,
): Promise<void> {
  const args = ['-e', CREATOR, JSON.stringify(place)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(order));
  await once(child.stdout, 'data');
  const ended = once(child, 'exit');
  const begun = performance.now();
  await condition('it is time', () => performance.now() - begun >= afterMs, { everyMs: 1 });
  child.kill('SIGKILL');
  await ended;
}

/** Or why there is none. */
export function machineOf(answer: Machine | Trouble): Machine {
  if (answer instanceof Trouble) throw new Error(`${answer.kind}: ${answer.reason}`);
  return answer;
}

/**
 * What the contract promises (provisioner.ts), of whichever driver. `proving` is asked for inside the tests, after their
 * beforeAll.
 */
export function describeProvisioner(driver: string, proving: () => Proving): void {
  describe(`the driver ${driver}`, () => {
    const fleetId = randomUUID();
    const made: HostOrder[] = [];
    afterEach(async () => {
      const driverNow = proving().provisioner();
      for (const { hostId } of made.splice(0)) await away(driverNow, hostId);
    });

    async function ordered(): Promise<HostOrder> {
      const order = await proving().order(fleetId);
      made.push(order);
      return order;
    }

    async function away(by: Provisioner, hostId: string): Promise<void> {
      await condition(
        'removed',
        async () => {
          const machine = await by.get(fleetId, hostId);
          await by.destroy(machine ?? { id: '', hostId });
          return (await by.get(fleetId, hostId)) === undefined;
        },
        { timeoutMs: 60_000 },
      );
    }

    it('makes one machine of one order, however often and by whomever it is asked', async () => {
      const { provisioner, enrolled, bootMs } = proving();
      const order = await ordered();
      const first = machineOf(await provisioner().create(order));
      expect(first).toMatchObject({ hostId: order.hostId });
      const again = machineOf(await provisioner().create(order));
      expect(again.id).toBe(first.id);
      const [one, two] = await Promise.all([provisioner().create(order), provisioner().create(order)]);
      expect([machineOf(one).id, machineOf(two).id]).toEqual([first.id, first.id]);
      expect((await provisioner().list(fleetId)).map(({ id }) => id)).toEqual([first.id]);
      await condition('enrolled', async () => (await enrolled([order])).length === 1, { timeoutMs: bootMs });
      expect(await provisioner().get(fleetId, order.hostId)).toMatchObject({
        power: 'running',
        id: first.id,
      });
    }, 300_000);

    it('finds what was made although nobody heard of it, by the fleet’s mark alone', async () => {
      const { provisioner } = proving();
      const order = await ordered();
      machineOf(await provisioner().create(order));
      const [found] = await provisioner().list(fleetId);
      expect(found).toMatchObject({ hostId: order.hostId });
      expect(await provisioner().list(randomUUID())).toEqual([]);
      expect(await provisioner().get(randomUUID(), order.hostId)).toBeUndefined();
      expect(await provisioner().get(fleetId, randomUUID())).toBeUndefined();
    });

    it('goes on where a creation was cut off, and leaves nothing of one', async () => {
      const { provisioner, cutOff, enrolled, traces, bootMs } = proving();
      for (const afterMs of [0, 20, 60, 150]) {
        const order = await ordered();
        await cutOff(order, afterMs);
        if (afterMs !== 60) {
          machineOf(await provisioner().create(order));
          expect((await provisioner().list(fleetId)).length).toBe(1);
          await condition('enrolled', async () => (await enrolled([order])).length === 1, {
            timeoutMs: bootMs,
          });
        }
        await away(provisioner(), order.hostId);
        expect(await traces(order.hostId)).toEqual([]);
      }
    }, 300_000);

    it('says of a machine that was killed that it does not run, and removes it', async () => {
      const { provisioner, kill, traces } = proving();
      const order = await ordered();
      await kill(machineOf(await provisioner().create(order)));
      await condition('seen', async () => {
        const machine = await provisioner().get(fleetId, order.hostId);
        return machine === undefined || machine.power === 'stopped' || machine.power === 'broken';
      });
      await away(provisioner(), order.hostId);
      expect(await provisioner().list(fleetId)).toEqual([]);
      expect(await traces(order.hostId)).toEqual([]);
    }, 60_000);

    it('removes twice, and what never was, without a word', async () => {
      const { provisioner, traces } = proving();
      const order = await ordered();
      const machine = machineOf(await provisioner().create(order));
      await away(provisioner(), order.hostId);
      expect(await provisioner().destroy(machine)).toBeUndefined();
      expect(await provisioner().destroy({ id: '', hostId: randomUUID() })).toBeUndefined();
      expect(await traces(order.hostId)).toEqual([]);
    }, 60_000);

    it('lets nobody enrol with a token that was used', async () => {
      const { provisioner, enrolled, bootMs } = proving();
      const [order, thief] = [await ordered(), await ordered()];
      machineOf(await provisioner().create(order));
      await condition('enrolled', async () => (await enrolled([order])).length === 1, { timeoutMs: bootMs });
      const stolen = { ...thief, agent: { ...thief.agent, joinToken: order.agent.joinToken } };
      machineOf(await provisioner().create(stolen));
      await condition(
        'refused',
        async () => {
          const machine = await provisioner().get(fleetId, thief.hostId);
          const said = machine && (await provisioner().console?.(machine));
          return machine?.power === 'stopped' || /refused|token/i.test(said ?? '');
        },
        { timeoutMs: bootMs },
      );
      expect(await enrolled([order, thief])).toHaveLength(1);
    }, 300_000);

    it('says when there is no room for one more, and makes it when there is', async () => {
      const { provisioner, most } = proving();
      const orders = await Promise.all(Array.from({ length: most + 1 }, ordered));
      for (const order of orders.slice(0, most)) machineOf(await provisioner().create(order));
      const last = orders[most]!;
      expect(await provisioner().create(last)).toMatchObject({
        kind: 'quota',
        reason: expect.stringMatching(/\w/),
      });
      expect(await provisioner().get(fleetId, last.hostId)).toBeUndefined();
      await away(provisioner(), orders[0]!.hostId);
      machineOf(await provisioner().create(last));
    }, 120_000);

    it('tells its token to nobody who reads argument lists', async () => {
      const { provisioner, traces } = proving();
      const order = await ordered();
      machineOf(await provisioner().create(order));
      const seen = await traces(order.hostId);
      expect(seen).not.toEqual([]);
      expect(seen.filter((trace) => trace.includes(order.agent.joinToken))).toEqual([]);
    });

    it('refuses settings that it does not know, each by its path', () => {
      const problems = proving().provisioner().validate({ 'no/such': 1 });
      expect(problems.map(({ path }) => path).join()).toMatch(/^$|no~1such/);
      expect(problems).not.toEqual([]);
    });
  });
}
