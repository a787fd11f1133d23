import { type ClientDuplexStream, Metadata, type ServiceError, type StatusObject } from '@grpc/grpc-js';
import { type ArtifactPartReply, type ContentPartReply, FleetClient, FleetService } from '@scanfleet/proto';
import { type ControlPlaneAddress, channelOptions, credentials, target } from './channel';
import type { Identity } from './identity';
import type { AgentSays, ControlSays, SliceRef } from './message';
import type { Failure } from './retry';
import { decodeHeard, encodeSaid } from './wire';
import { encodeChunk } from './wire-chunk';

/** A large artifact's place and its next bytes. */
export interface ArtifactPart {
  sha256: string;
  totalBytes: number;
  offset: number;
  data: Uint8Array;
}

/** What the work needs of a session: ways to say things. After `ended` they do nothing. */
export interface Session {
  /** Says a small message at once. */
  say(says: AgentSays): void;
  /**
   * Says a chunk when what was said before has gone out. Settles when it may be forgotten by the caller;
   * that the control plane has it, only its Ack tells.
   */
  sayChunk(slice: SliceRef, seq: number, parts: Uint8Array): Promise<void>;
  /** Puts one part of an artifact; answers with the offset to go on from. Rejects with the failure. */
  putArtifactPart(slice: SliceRef, part: ArtifactPart): Promise<number>;
  /** Puts one part of a file of this agent's system; answers with the offset to go on from. Rejects with the failure. */
  putSystemContentPart(part: ArtifactPart): Promise<number>;
  /** One that was asked for. */
  putSupportBundle(bundleId: string, data: Uint8Array): Promise<void>;
  /** One part of content that a slice of this agent's needs. Rejects with the failure. */
  getContentPart(sha256: string, offset: number): Promise<Uint8Array>;
  /** How the stream ended. Never rejects. */
  readonly ended: Promise<Failure>;
}

const ARTIFACT_WITHIN_MS = 60_000;

/** One stream to the control plane over mutual TLS, and the unary calls beside it, on one connection. */
export class GrpcSession implements Session {
  readonly ended: Promise<Failure>;
  private readonly client: FleetClient;
  private readonly stream: ClientDuplexStream<Buffer, ControlSays | null>;
  private writable: Promise<void> = Promise.resolve();
  private over = false;

  /** @param heard every message, in order. It is done with one when it returns, so nothing queues up here. */
  constructor(
    address: ControlPlaneAddress,
    identity: Identity,
    private readonly nowMs: () => number,
    heard: (message: ControlSays) => void,
  ) {
    this.client = new FleetClient(target(address), credentials(address, identity), channelOptions(address));
    this.stream = this.client.makeBidiStreamRequest(
      FleetService.session.path,
      (bytes: Buffer) => bytes,
      decodeHeard,
    );
    this.ended = new Promise((resolve) => {
      // The status event always comes, after an error too, which says the same.
      this.stream.on('error', () => undefined);
      this.stream.on('status', ({ code, details }: StatusObject) => {
        this.over = true;
        this.client.close();
        resolve({ code, details });
      });
    });
    this.stream.on('data', (message: ControlSays | null) => {
      if (message) heard(message);
    });
  }

  say(says: AgentSays): void {
    void this.write(encodeSaid(says));
  }

  async sayChunk(slice: SliceRef, seq: number, parts: Uint8Array): Promise<void> {
    const turn = this.writable.then(() => this.write(encodeChunk(slice, seq, parts)));
    this.writable = turn;
    await turn;
  }

  async putArtifactPart({ sliceId, epoch }: SliceRef, part: ArtifactPart): Promise<number> {
    const request = { sliceId, epoch, ...wirePart(part) };
    const reply = await this.unary<ArtifactPartReply>((...how) =>
      this.client.putArtifactPart(request, ...how),
    );
    return Number(reply.nextOffset);
  }

  async putSystemContentPart(part: ArtifactPart): Promise<number> {
    const request = wirePart(part);
    const reply = await this.unary<ArtifactPartReply>((...how) =>
      this.client.putSystemContentPart(request, ...how),
    );
    return Number(reply.nextOffset);
  }

  async putSupportBundle(bundleId: string, data: Uint8Array): Promise<void> {
    const request = { bundleId, data: Buffer.from(data) };
    await this.unary((...how) => this.client.putSupportBundle(request, ...how));
  }

  async getContentPart(sha256: string, offset: number): Promise<Uint8Array> {
    const request = { sha256, offset };
    const reply = await this.unary<ContentPartReply>((...how) => this.client.getContentPart(request, ...how));
    return reply.data;
  }

  private unary<Reply>(
    call: (
      metadata: Metadata,
      options: { deadline: Date },
      answered: (error: ServiceError | null, reply: Reply) => void,
    ) => void,
  ): Promise<Reply> {
    const options = { deadline: new Date(this.nowMs() + ARTIFACT_WITHIN_MS) };
    return new Promise((resolve, reject) =>
      call(new Metadata(), options, (error, reply) => (error ? reject(error) : resolve(reply))),
    );
  }

  /** Ends the stream from this side: what was said goes out first. */
  close(): void {
    if (!this.over) this.stream.end();
  }

  /** Ends the stream now. */
  cancel(): void {
    this.stream.cancel();
  }

  /** Settles when the stream takes more; at once when it never will. */
  private write(bytes: Buffer): Promise<void> | void {
    if (this.over || this.stream.write(bytes)) return;
    return new Promise((resolve) => {
      this.stream.once('drain', resolve);
      void this.ended.then(() => resolve());
    });
  }
}

const wirePart = ({ sha256, totalBytes, offset, data }: ArtifactPart) => ({
  sha256,
  totalBytes: BigInt(totalBytes),
  offset: BigInt(offset),
  data: Buffer.from(data),
});
