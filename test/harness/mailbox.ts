import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as an SMTP server got it. */
export interface Received {
  /** Of the envelope. */
  readonly to: string;
  readonly mail: ParsedMail;
}

/** An SMTP server that keeps what it gets. */
export class Mailbox {
  readonly received: Received[] = [];
  /** What recipients with this in their address are answered. */
  readonly refused = new Map<string, number>();
  private server: SMTPServer | undefined;
  port = 0;

  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        const code = [...this.refused].find(([part]) => address.includes(part))?.[1];
        done(code ? Object.assign(new Error('no such mailbox'), { responseCode: code }) : undefined);
      },
      onData: (stream, session, done) => {
        simpleParser(stream).then(
          (mail) => {
            const to = session.envelope.rcptTo.map(({ address }) => address).join();
            this.received.push({ to, mail });
            done();
          },
          (error: Error) => done(error),
        );
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  to(address: string): ParsedMail[] {
    return this.received.flatMap(({ to, mail }) => (to === address ? [mail] : []));
  }
}
