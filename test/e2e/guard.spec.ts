import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { startAgent, type Agent } from '../harness/agent';
import { startBell, type Bell } from '../harness/bell';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from '../harness/quick';
import { ports, processed, slicesOf, startScan, toolsOf } from '../harness/scans';

/** Addresses times ports are the connections of a whole scan; at this rate it takes a tool a while. */
const ADDRESSES = 16;
const PORTS = 8;

/** Not among the sources of nmap, which connects from 127.0.0.1 here. */
const SELF = '127.0.0.2';

/** Counts connections at neighbouring ports of every loopback address. */
class Counter {
  connections = 0;
  private readonly servers: Server[] = [];

  /** @returns the first port */
  async listen(): Promise<number> {
    for (;;) {
      const first = await this.serve(0);
      const others = Array.from({ length: PORTS - 1 }, (_, index) => this.serve(first! + index + 1));
      if (first && (await Promise.all(others)).every((port) => port !== null)) return first;
      await this.stop();
    }
  }

  /**
   * How many connections there were until now. A tool that is gone may have left some that wait to be
   * accepted; ports accept in order, so whoever was answered by each comes after all of those.
   */
  async settled(): Promise<number> {
    await Promise.all(this.servers.map((server) => ended((server.address() as AddressInfo).port)));
    return this.connections;
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.splice(0).map((server) => new Promise((done) => server.close(done))));
  }

  private serve(port: number): Promise<number | null> {
    const server = createServer((socket) => {
      if (socket.remoteAddress !== SELF) this.connections += 1;
      socket.on('error', () => undefined);
      socket.destroy();
    });
    return new Promise((resolve) => {
      server.once('error', () => resolve(null));
      server.listen(port, '0.0.0.0', () => {
        this.servers.push(server);
        resolve((server.address() as AddressInfo).port);
      });
    });
  }
}

/** Connects, and waits until the server has accepted that and closed it. */
function ended(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: SELF });
    socket.once('error', reject);
    socket.once('close', () => resolve());
    socket.resume();
  });
}

describe('an agent that is gone sends nothing more to its targets', () => {
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let agent: Agent;
  let first: number;
  const counter = new Counter();

  beforeAll(async () => {
    [ledger, bell, first] = await Promise.all([startLedger(), startBell(), counter.listen()]);
    controlPlane = await startControlPlane({ ledger, bell }, QUICK);
    agent = await startAgent(controlPlane);
  }, 60_000);
  afterAll(async () => {
    await agent.stop();
    await controlPlane.stop();
    await Promise.all([counter.stop(), bell.stop()]);
    await ledger.stop();
  }, 60_000);

  /** Starts a scan and waits until its tool has reached some targets. */
  async function begun(block: number): Promise<string> {
    const before = counter.connections;
    const { id } = await startScan(controlPlane, [`127.0.${block}.0/28`], {
      ports: ports([first, first + PORTS - 1]),
      scan: 'connect',
      maxRate: 10,
    });
    await condition('connections', () => counter.connections > before + 5);
    return id;
  }
  const noTool = () =>
    condition('no tool of the agent', () => toolsOf(agent.state).length === 0, { timeoutMs: 4_000 });
  const epochs = async (id: string): Promise<number[]> =>
    (await slicesOf(controlPlane, id)).map(({ epoch }) => epoch);
  const lost = (id: string) =>
    condition(
      'taken back',
      async () => (await slicesOf(controlPlane, id)).every(({ state }) => state !== 'Running'),
      { timeoutMs: 20_000 },
    );

  it('when it is killed: its tools go with it', async () => {
    const id = await begun(11);
    agent.process().kill('SIGKILL');
    await noTool();
    const then = await counter.settled();
    await lost(id);
    expect(await counter.settled()).toBe(then);
    await agent.startAgain();
    await processed(controlPlane, id);
    expect(counter.connections).toBeLessThanOrEqual(2 * ADDRESSES * PORTS);
  }, 90_000);

  it('when it is frozen: its guard ends its tools before its work is lent again', async () => {
    const id = await begun(12);
    agent.process().kill('SIGSTOP');
    await noTool();
    const then = await counter.settled();
    expect(new Set(await epochs(id))).toEqual(new Set([1]));
    await lost(id);
    expect(await counter.settled()).toBe(then);
    agent.process().kill('SIGCONT');
    expect(await processed(controlPlane, id)).toMatchObject({ state: 'Finished', outcome: 'complete' });
  }, 90_000);
});
