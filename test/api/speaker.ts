import { randomUUID } from 'node:crypto';
import {
  Metadata,
  status,
  type ClientDuplexStream,
  type ServiceError,
  type StatusObject,
} from '@grpc/grpc-js';
import { FleetClient, PROTOCOL_VERSION, type AgentMessage, type ControlMessage } from '@scanfleet/proto';
import { channelOptions, credentials, target, type ControlPlaneAddress } from '../../agent/src/link/channel';
import { enrol } from '../../agent/src/link/enrolment';
import type { Identity } from '../../agent/src/link/identity';
import { condition } from '../harness/condition';

type Said = NonNullable<AgentMessage['message']>;
type Heard = NonNullable<ControlMessage['message']>;

/** An agent that says whatever it is told to: it holds itself to nothing but the wire's format. */
export class Speaker {
  readonly heard: Heard[] = [];
  ended: StatusObject | undefined;
  private readonly client: FleetClient;
  private readonly stream: ClientDuplexStream<AgentMessage, ControlMessage>;

  constructor(
    private readonly address: ControlPlaneAddress,
    readonly identity: Identity,
  ) {
    this.client = new FleetClient(target(address), credentials(address, identity), channelOptions(address));
    this.stream = this.client.session();
    this.stream.on('data', ({ message }: ControlMessage) => message && this.heard.push(message));
    this.stream.on('error', () => undefined);
    this.stream.on('status', (ended: StatusObject) => (this.ended = ended));
  }

  /** Enrols a new agent with this token. */
  static async enrolled(address: ControlPlaneAddress, token: string, name: string): Promise<Identity> {
    return enrol(address, token, name, new Date().getTime());
  }

  get agentId(): string {
    return this.identity.agentId;
  }

  say(message: Said): void {
    this.stream.write({ message });
  }

  /** Greets and waits for the welcome; undefined: it was refused. */
  async hello({ instance = randomUUID() as string, engines = ['nmap'] } = {}): Promise<Heard | undefined> {
    this.say({
      $case: 'hello',
      value: {
        ...{ protocol: PROTOCOL_VERSION, agentVersion: '0.1.0', hostname: 'speaker', platform: 'linux x64' },
        engines: engines.map((name) => ({
          name,
          available: true,
          version: '1',
          verdict: '',
          limits: [],
          content: [],
        })),
        ...{ toolSlots: 4, held: [], openNonces: [], bellPublicKey: instance, addresses: [] },
      },
    });
    return condition('welcomed, or not', () => this.ended ?? this.last('welcome')).then(() =>
      this.last('welcome'),
    );
  }

  /** What came last of this kind. */
  last<Kind extends Heard['$case']>(kind: Kind): Extract<Heard, { $case: Kind }> | undefined {
    return this.heard.findLast((one) => one.$case === kind) as Extract<Heard, { $case: Kind }> | undefined;
  }

  /** Says it and waits until everything said before is answered, as the answer to a heartbeat after it shows. */
  async settle(...messages: Said[]): Promise<Heard[]> {
    const from = this.heard.length;
    for (const message of messages) this.say(message);
    // Lanes are served side by side: a claim's answer and a slice's come when they come.
    const expected = messages.filter(({ $case }) => $case !== 'released').length;
    await condition('answered', () => this.ended ?? this.heard.length - from >= expected);
    return this.heard.slice(from);
  }

  /** One of the calls beside the stream: its status. */
  call(work: (client: FleetClient, done: (error: ServiceError | null) => void) => void): Promise<status> {
    return new Promise((resolve) => work(this.client, (error) => resolve(error?.code ?? status.OK)));
  }

  close(): void {
    this.stream.cancel();
    this.client.close();
  }
}

export const metadata = () => new Metadata();
