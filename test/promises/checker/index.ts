import type { Order } from '../clients';
import type { Mark } from '../marks';
import type { Services } from '../services';
import type { Tables } from '../tables';
import type { Breach } from './breach';
import { brokenCancels } from './cancels';
import { wrongLives } from './lifecycle';
import { looksOf } from './looks';
import { illegalMoves } from './moves';
import { outstayed, overlaps } from './overlaps';
import { repeats } from './repeats';
import { repairs, stuckScans } from './rest';
import { lostTargets, untrueResults } from './results';
import { missedServices, uninvited } from './services';
import { wrongSightings } from './sightings';
import { wrongStarts } from './starts';
import { needless } from './strict';

export type { Breach, BreachKind } from './breach';

/** What is judged: the ledger at rest, what the targets saw, and what people were answered. */
export interface Evidence {
  readonly tables: Tables;
  readonly marks: readonly Mark[];
  readonly orders: readonly Order[];
  readonly services: Services;
  /** No agent and no network was harmed. */
  readonly strict: boolean;
}

/** Every promise that can be read from the evidence; empty when all of them were kept. */
export function check({ tables, marks, orders, services, strict }: Evidence): Breach[] {
  const looks = looksOf(marks, tables);
  return [
    ...lostTargets(tables),
    ...untrueResults(tables, looks, ({ address }) => services.openAt(address) === undefined),
    ...missedServices(tables, services),
    ...uninvited(tables, services),
    ...wrongSightings(tables),
    ...wrongLives(tables),
    ...illegalMoves(tables),
    ...overlaps(looks),
    ...outstayed(tables, looks),
    ...repeats(tables, looks),
    ...brokenCancels(tables, looks, orders),
    ...wrongStarts(tables, orders),
    ...stuckScans(tables),
    ...repairs(tables),
    ...(strict ? needless(tables, looks) : []),
  ];
}
