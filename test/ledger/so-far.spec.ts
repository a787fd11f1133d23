import type { TargetPart } from '../../control-plane/server/src/scans';
import { newId } from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { lend, openRooms, scanState, TENANT, wholeTarget, type Rooms } from './rooms';

/** No round of the progress runs here: what a scan at rest says must not depend on when the last one was. */
describe('what a scan has brought so far', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  const open = (address: string): TargetPart => ({
    ...wholeTarget(address),
    observations: [22, 80].map((port) => ({ kind: 'port', body: JSON.stringify({ port, state: 'open' }) })),
  });

  const lent = (targets: number) => lend(rooms, targets);
  const soFar = async (scanId: string) =>
    (
      await rooms.database.rows(
        'SELECT targets_done targets, findings_so_far findings FROM scans WHERE id = ?',
        [scanId],
      )
    )[0];
  const run = (scanId: string, command: 'pause' | 'cancel') =>
    rooms.commands.run(TENANT, scanId, command, `token ${newId()}`, { reason: '', graceMs: 0 });

  it('is whole when it loads', async () => {
    const { scanId, fence, targets } = await lent(3);
    await rooms.chunks.commit(fence, { seq: 0, parts: targets.map(open) });
    await rooms.moves.finish(fence);
    expect(await scanState(rooms, scanId)).toBe('Loading');
    expect(await soFar(scanId)).toEqual({ targets: 3, findings: 6 });
  });

  it.each(['pause', 'cancel'] as const)('is what was delivered after a %s', async (command) => {
    const { scanId, fence, targets } = await lent(3);
    await run(scanId, command);
    await rooms.chunks.commit(fence, { seq: 0, parts: [open(targets[0]!)] });
    await rooms.moves.stopAck(fence, 1);
    expect(await scanState(rooms, scanId)).toBe(command === 'pause' ? 'Paused' : 'Canceled');
    expect(await soFar(scanId)).toEqual({ targets: 1, findings: 2 });
  });
});
