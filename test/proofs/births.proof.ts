import { startBell, type Bell } from '../harness/bell';
import { startBridge, type Bridge } from '../harness/bridge';
import { startLedger, type Ledger } from '../harness/ledger';
import { diesAt, POINTS } from '../harness/births';

/** Kills the control plane at every point of a scanner host's birth and death, one after the other. */
describe('a scanner host, its control plane dying', () => {
  let bridge: Bridge;
  let ledger: Ledger;
  let bell: Bell;
  beforeAll(async () => {
    bridge = await startBridge();
    [ledger, bell] = await Promise.all([startLedger(), startBell({ at: bridge.gateway })]);
  }, 60_000);
  afterAll(async () => {
    await bell.stop();
    await ledger.stop();
    await bridge.stop();
  }, 60_000);

  it.each(POINTS)(
    '%s, is made once and leaves nothing',
    (point) => diesAt(point, { bridge, ledger, bell }),
    120_000,
  );
});
