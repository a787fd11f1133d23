import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { FleetService, type FleetServer } from '@scanfleet/proto';
import { heartbeatOf, returnWithin } from '../../control-plane/server/src/ingest/pace';

/*
 * The limit of sessions: a grpc-js server that holds the same streams over mTLS and answers the same Hello and the same
 * heartbeats, at the same pace, and knows and keeps nothing.
 *
 *   node bare-sessions.cjs KEYS PORT
 */
const [keys = '', port = ''] = process.argv.slice(2);
const read = (name: string): Buffer => readFileSync(join(keys, name));

let sessions = 0;
const returns = (): number => returnWithin(sessions, { lostAfter: 180_000 });
const pace = { heartbeat: 10_000, lease: 60_000 };

const service = {
  session(stream) {
    sessions += 1;
    stream.on('data', ({ message }) => {
      if (message?.$case === 'hello') {
        const heartbeatMs = heartbeatOf(randomUUID(), sessions, pace);
        const times = { renewMs: 15_000, stopAfterMs: 90_000, killGraceMs: 10_000 };
        const timings = { heartbeatMs, returnWithinMs: returns(), ...times };
        const value = {
          protocol: 1,
          sessionId: randomUUID(),
          agentName: 'bare',
          timings,
          window: 8,
          held: [],
          bell: undefined,
        };
        stream.write({ message: { $case: 'welcome', value } });
      } else if (message?.$case === 'heartbeat') {
        const { sequence } = message.value;
        const value = {
          ...{
            sequence,
            workWaiting: false,
            bell: undefined,
            drain: false,
            giveBack: false,
            wantedContent: [],
            wantedBundle: undefined,
            returnWithinMs: returns(),
          },
        };
        stream.write({ message: { $case: 'heartbeatReply', value } });
      }
    });
    stream.on('end', () => stream.end());
    stream.on('error', () => undefined);
    stream.on('close', () => (sessions -= 1));
  },
} as Partial<FleetServer> as FleetServer;

const server = new Server({
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
});
server.addService(FleetService, {
  ...service,
  putArtifactPart: no,
  putSystemContentPart: no,
  getContentPart: no,
  putSupportBundle: no,
});
const pair = [{ private_key: read('server.key'), cert_chain: read('server.pem') }];
server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createSsl(read('ca.pem'), pair, true), (error) => {
  if (error) throw error;
});

function no(_call: unknown, callback: (error: Error) => void): void {
  callback(new Error('there is none'));
}
