import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server as TlsServer, type TLSSocket } from 'node:tls';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { EnrolmentService, FleetService, type FleetServer } from '@scanfleet/proto';
import { Clock, type Config, CONFIG, keyFiles, type Listen, Log } from '../platform';
import { EnrolmentCalls } from './enrolment';
import { Peers } from './peer';

/** Nest's token for the implementation of the contract's Fleet service. */
export const FLEET_SERVICE = Symbol('FleetService');

const MINUTE_MS = 60_000;
const SHUTDOWN_GRACE_MS = 3_000;

/** grpc-js: https://github.com/grpc/grpc-node/blob/master/packages/grpc-js/README.md#supported-channel-options */
const OPTIONS = {
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.max_receive_message_length': 1024 * 1024,
  'grpc.max_connection_age_ms': 30 * MINUTE_MS,
  'grpc.max_connection_age_grace_ms': MINUTE_MS,
  'grpc.max_connection_idle_ms': 10 * MINUTE_MS,
  'grpc.max_concurrent_streams': 64,
};

/**
 * The agents' only door: gRPC over TLS. The TLS server is our own and hands its connections to grpc-js,
 * because grpc-js can either ignore client certificates or refuse those that OpenSSL refuses, and a renewal
 * needs the expired one. Whoever is let in proved to hold the key of the certificate it showed, no more;
 * every call asks `Peers` who that is.
 */
@Injectable()
export class FleetDoor implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly grpc = new Server(OPTIONS);
  private tls: TlsServer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
    @Inject(Peers) private readonly peers: Peers,
    @Inject(EnrolmentCalls) enrolment: EnrolmentCalls,
    @Inject(FLEET_SERVICE) fleet: FleetServer,
  ) {
    this.grpc.addService(EnrolmentService, enrolment.service);
    this.grpc.addService(FleetService, fleet);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  /** Where agents connect; the port is the real one where the configuration says 0. */
  async listen(): Promise<Listen> {
    const files = keyFiles(this.config.keysFolder);
    const [cert, key, ca] = await Promise.all(
      [files.serverCertificate, files.serverKey, files.authorityCertificate].map((path) => readFile(path)),
    );
    const injector = this.grpc.createConnectionInjector(ServerCredentials.createInsecure());
    const server = createServer({
      cert,
      key,
      // Named to the client as the authority whose certificates are of use here.
      ca,
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['h2'],
      handshakeTimeout: 10_000,
    });
    server.on('secureConnection', (socket) => this.admit(socket, injector));
    server.on('tlsClientError', (error) => this.log.debug({ err: error }, 'TLS handshake failed'));
    this.tls = server;
    const { host, port } = this.config.fleetListen;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, () => resolve());
    });
    server.on('error', (error) => this.log.error({ err: error }, 'connection not accepted'));
    this.log.info({ host, port: this.port }, 'fleet door is open');
    return { host, port: this.port };
  }

  get port(): number {
    return (this.tls?.address() as AddressInfo | null)?.port ?? 0;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Takes no new connection, tells those there to go elsewhere, and ends what is left after three seconds. */
  async close(): Promise<void> {
    this.tls?.close();
    const patience = this.clock.after(SHUTDOWN_GRACE_MS, () => this.grpc.forceShutdown());
    await new Promise<void>((resolve) => this.grpc.tryShutdown(() => resolve()));
    patience();
  }

  private admit(socket: TLSSocket, injector: ReturnType<Server['createConnectionInjector']>): void {
    socket.on('error', (error) => this.log.debug({ err: error }, 'connection of an agent broke'));
    if (socket.alpnProtocol !== 'h2') {
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    this.peers.remember(socket);
    injector.injectConnection(socket);
  }
}
