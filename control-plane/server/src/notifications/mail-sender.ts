import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG, type Config, type MailServer } from '../platform';
import type { Attempt } from './delivery.machine';
import { oneLine } from './escaping';
import { messageOf, type Letter } from './message';

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/** What nodemailer says of a failure: https://nodemailer.com/smtp/ */
interface SmtpError {
  code?: unknown;
  responseCode?: unknown;
  response?: unknown;
}

/** Hands mails to the operator's SMTP server. */
@Injectable()
export class MailSender {
  private readonly server: MailServer | null;
  private readonly transport: Transporter | undefined;

  constructor(@Inject(CONFIG) config: Pick<Config, 'mail'>) {
    this.server = config.mail;
    this.transport = config.mail ? createTransport(transportOf(config.mail)) : undefined;
  }

  async send(letter: Letter): Promise<Attempt> {
    if (!this.transport || !this.server)
      return { kind: 'refused', status: null, error: 'No mail server is set up (SCANFLEET_SMTP_URL).' };
    try {
      const { response } = (await this.transport.sendMail(messageOf(letter, this.server.from))) as {
        response?: string;
      };
      return { kind: 'accepted', status: Number(/^(\d{3})/.exec(response ?? '')?.[1] ?? 250) };
    } catch (error) {
      return failureOf(error as SmtpError);
    }
  }
}

/** A password goes over TLS only. */
function transportOf({ host, port, secure, user, password }: MailServer): object {
  return {
    ...{ host, port, secure },
    ...(user && { auth: { user, pass: password }, requireTLS: !secure }),
    // TLS names no server by its address (RFC 6066).
    ...(isIP(host) === 0 && { tls: { servername: host } }),
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
}

/**
 * A 5yz answer about the mail itself is for good (RFC 5321 §4.2.1); everything else may get better, a wrong password too.
 * Where the server is stays the operator's business.
 */
export function failureOf({ code, responseCode, response }: SmtpError): Attempt {
  const status = typeof responseCode === 'number' ? responseCode : null;
  if (status === null) {
    const word = typeof code === 'string' ? ` (${code})` : '';
    return { kind: 'failed', status, error: `The mail server could not be reached${word}.` };
  }
  if (code === 'EAUTH') return { kind: 'failed', status, error: 'The mail server refused the log-in.' };
  const said = typeof response === 'string' ? oneLine(response, 200) : String(status);
  const error = `The mail server answered: ${said}`;
  return { kind: status >= 500 && status < 600 ? 'refused' : 'failed', status, error };
}
