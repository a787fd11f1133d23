import type { Proxy } from '../proxy';
import type { Misfortune, Scene } from './misfortune';

type Door = 'fleet door' | 'people door';

function doorOf({ system }: Scene, door: Door): Proxy {
  return door === 'fleet door' ? system.fleetDoor : system.peopleDoor;
}

const cut = (door: Door): Misfortune => ({
  name: `${door} cut`,
  victim: door,
  async strike(scene) {
    const proxy = doorOf(scene, door);
    proxy.cut(scene.chance.pick([0.3, 0.6, 1]));
    proxy.refuse(scene.chance.is(0.5));
    await scene.wait(scene.chance.between(100, 3_500));
    proxy.refuse(false);
  },
});

/** Nothing passes and nobody is told; then it goes on, or breaks. */
const held = (door: Door): Misfortune => ({
  name: `${door} held`,
  victim: door,
  async strike(scene) {
    const proxy = doorOf(scene, door);
    proxy.hold(scene.chance.pick([0.3, 0.6, 1]));
    await scene.wait(scene.chance.between(500, 6_000));
    if (scene.chance.is(0.5)) proxy.cut(0.5);
    proxy.release();
  },
});

/** Nothing passes for longer than it takes to be lost; then all that was said meanwhile arrives at once. */
export const fleetLate: Misfortune = {
  name: 'fleet door late',
  victim: 'fleet door',
  async strike(scene) {
    scene.system.fleetDoor.hold(0.5);
    await scene.wait(scene.chance.between(4_800, 7_000));
    scene.system.fleetDoor.release();
  },
};

const slow = (door: Door): Misfortune => ({
  name: `${door} slow`,
  victim: door,
  async strike(scene) {
    const proxy = doorOf(scene, door);
    proxy.delay(scene.chance.between(20, 400));
    await scene.wait(scene.chance.between(1_000, 5_000));
    proxy.delay(0);
  },
});

export const fleetCut = cut('fleet door');
export const fleetHeld = held('fleet door');
export const fleetSlow = slow('fleet door');
export const peopleCut = cut('people door');
export const peopleSlow = slow('people door');
