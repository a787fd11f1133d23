import { AgentMessage, Hello } from '@scanfleet/proto';
import { AgentConversation } from '../../control-plane/server/src/ingest/agent-conversation';
import type { ConversationParts } from '../../control-plane/server/src/ingest/conversation-parts';
import { startLedger, type Ledger } from '../harness/ledger';
import { claimant, makePool, openRooms, type Rooms } from './rooms';

type HelloMessage = AgentMessage & { message: { $case: 'hello' } };

describe('a Hello', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
    await makePool(rooms);
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  it('whose stream breaks meanwhile leaves no session behind', async () => {
    const { agentId } = await claimant(rooms);
    let greeted = 0;
    const parts = { ...rooms } as unknown as ConversationParts;
    const conversation = new AgentConversation(
      agentId,
      parts,
      () => undefined,
      () => greeted++,
      () => undefined,
      { heartbeatMs: 10_000, returnWithinMs: () => 0 },
    );
    const message = {
      message: { $case: 'hello', value: { ...Hello.decode(new Uint8Array()), protocol: 1, toolSlots: 1 } },
    } as HelloMessage;
    const said = conversation.hello(message, async () => undefined);
    await conversation.over();
    await said;
    const rows = await rooms.database.rows('SELECT session_id session FROM agents WHERE id = ?', [agentId]);
    expect(rows).toEqual([{ session: null }]);
    expect(greeted).toBe(0);
  });
});
