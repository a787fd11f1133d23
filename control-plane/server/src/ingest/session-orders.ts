import { Inject, Injectable } from '@nestjs/common';
import { Clock, Sweeper } from '../platform';
import { SliceLists, SliceNudges, type SessionOrder } from '../scans';

const ROUND = 'ingest.orders';
const ROUND_MS = 500;
/** An order that was said is said again after this, should it have been lost on the way. */
const AGAIN_MS = 5_000;

/** Where the sessions of this replica are. */
export interface SessionBook {
  /** Ids of the sessions that are held by this replica now. */
  sessionIds(): string[];
  /** Says the order on its session, if that is still there; does not wait for a transport that is full. */
  tell(order: SessionOrder): void;
}

/**
 * Brings orders (stop, release) to the agents whose sessions this replica holds, whichever replica gave them: a look
 * into the ledger twice a second, and at once for those given here. Agents also hear of them in every answer.
 */
@Injectable()
export class SessionOrders {
  /** What was said of a slice and when, in monotonic milliseconds. */
  private said = new Map<string, number>();

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(SliceLists) private readonly slices: SliceLists,
    @Inject(SliceNudges) nudges: SliceNudges,
  ) {
    nudges.onOrder(() => this.sweeper.nudge(ROUND));
  }

  start(book: SessionBook): void {
    this.sweeper.every(ROUND, ROUND_MS, () => this.round(book));
  }

  async round(book: SessionBook): Promise<void> {
    const now = this.clock.monotonicMs();
    const said = new Map<string, number>();
    for (const order of await this.slices.ordersFor(book.sessionIds())) {
      const what = `${order.sliceId}.${order.epoch}.${order.sessionId}.${order.stop?.kind ?? order.release}`;
      const before = this.said.get(what);
      const due = before === undefined || now - before >= AGAIN_MS;
      said.set(what, due ? now : before);
      if (due) book.tell(order);
    }
    this.said = said;
  }
}
