import { agentFrozen, agentHesitated, agentKilled, agentLeft, diskFilled } from './agents';
import type { Plan } from './misfortune';
import { fleetCut, fleetHeld, fleetLate, fleetSlow, peopleCut, peopleSlow } from './network';
import {
  databaseAway,
  databaseFrozen,
  databaseHesitated,
  natsKilled,
  natsWiped,
  replicaKilled,
  replicaStopped,
} from './services';

export { databaseAwayForMinutes, natsAwayForMinutes, replicasAway } from './services';

/** A bit of everything. */
export const EVERYTHING: Plan = {
  misfortunes: [
    [agentKilled, 6],
    [agentFrozen, 4],
    [agentHesitated, 2],
    [agentLeft, 2],
    [diskFilled, 2],
    [replicaKilled, 4],
    [replicaStopped, 2],
    [natsKilled, 1],
    [natsWiped, 1],
    [databaseFrozen, 2],
    [fleetCut, 3],
    [fleetHeld, 3],
    [fleetLate, 1],
    [fleetSlow, 2],
    [peopleCut, 2],
    [peopleSlow, 1],
  ],
  every: [300, 2_500],
  atOnce: 3,
};

const only = (misfortune: Plan['misfortunes'][number][0], every: Plan['every'], atOnce = 1): Plan => ({
  misfortunes: [[misfortune, 1]],
  every,
  atOnce,
});

/** One thing at a time, again and again if there is time. */
export const once = (misfortune: Plan['misfortunes'][number][0]): Plan => only(misfortune, [1_000, 2_000]);

/** Nothing goes wrong. */
export const NOTHING: Plan = { misfortunes: [], every: [1_000, 1_000], atOnce: 1 };
export const AGENTS_FROZEN = only(agentFrozen, [200, 1_000], 3);
export const AGENTS_KILLED = only(agentKilled, [200, 800], 3);
export const FLEET_LATE = only(fleetLate, [200, 1_000]);
export const REPLICAS_KILLED = only(replicaKilled, [500, 2_000]);
export const DATABASE_AWAY = only(databaseAway, [4_000, 8_000]);
export const DATABASE_HESITATES = only(databaseHesitated, [30, 150]);
export const NATS_AWAY = only(natsKilled, [200, 1_500]);
