import type { FleetAgent } from '../fleet-agent';
import type { Misfortune, Scene } from './misfortune';

const agentOf = ({ system }: Scene, victim: number): FleetAgent => system.agents[victim]!;

/** Killed, and back before or after its work was lent again. */
export const agentKilled: Misfortune = {
  name: 'agent killed',
  victim: 'agent',
  async strike(scene, victim) {
    const agent = agentOf(scene, victim);
    await agent.kill();
    await scene.wait(scene.chance.between(0, 7_000));
    agent.start();
  },
};

/** Asked to go while it works. */
export const agentLeft: Misfortune = {
  name: 'agent left',
  victim: 'agent',
  async strike(scene, victim) {
    const agent = agentOf(scene, victim);
    await agent.leave();
    await scene.wait(scene.chance.between(0, 3_000));
    agent.start();
  },
};

/** The agent's process alone stands still for longer than it takes to be lost, then goes on. */
export const agentFrozen: Misfortune = {
  name: 'agent frozen',
  victim: 'agent',
  async strike(scene, victim) {
    const agent = agentOf(scene, victim);
    agent.freeze();
    await scene.wait(scene.chance.between(5_000, 9_000));
    agent.thaw();
  },
};

/** The same for less time than that. */
export const agentHesitated: Misfortune = {
  name: 'agent hesitated',
  victim: 'agent',
  async strike(scene, victim) {
    const agent = agentOf(scene, victim);
    agent.freeze();
    await scene.wait(scene.chance.between(200, 1_800));
    agent.thaw();
  },
};

/** No byte more goes to its disk for a while. */
export const diskFilled: Misfortune = {
  name: 'disk filled',
  victim: 'agent',
  async strike(scene, victim) {
    const agent = agentOf(scene, victim);
    if (!agent.canBeFilled) return;
    agent.fillDisk();
    await scene.wait(scene.chance.between(1_000, 5_000));
    agent.freeDisk();
  },
};
