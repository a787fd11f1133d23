import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { Clock, CONFIG, isRefusal, type Config } from '../platform';
import {
  allowedRanges,
  type AllowedRanges,
  destinationOf,
  guardedLookup,
  hostOf,
  Names,
  reachOf,
} from '../platform/outbound';
import type { Attempt } from './delivery.machine';

/** One call of a webhook. */
export interface WebhookCall {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly messageId: string;
  readonly body: string;
}

const WITHIN_MS = 20_000;
/** Of an answer; nobody needs it. */
const MOST_ANSWER_BYTES = 64 * 1024;
const MOST_HEADER_BYTES = 16 * 1024;
/** The receiver is gone and wants nothing more (Standard Webhooks). */
export const GONE = 410;

/** Calls webhooks of tenants: only where they may go, signed (https://www.standardwebhooks.com). */
@Injectable()
export class WebhookSender {
  private readonly allowed: AllowedRanges;
  private readonly authorities: string[] | undefined;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Names) private readonly names: Names,
    @Inject(CONFIG) config: Pick<Config, 'webhooks'>,
  ) {
    const { allow, authorities } = config.webhooks;
    this.allowed = allowedRanges(allow);
    this.authorities = authorities === '' ? undefined : [...rootCertificates, authorities];
  }

  async send({ url: text, secrets, messageId, body }: WebhookCall): Promise<Attempt> {
    // The operator may have taken back what was allowed when the webhook was made.
    const url = destinationOf(text, this.allowed);
    if (isRefusal(url)) return { kind: 'refused', status: null, error: url.reason };
    const headers = { ...signatures(messageId, this.clock.now(), body, secrets), ...describing(body) };
    try {
      const status = await this.post(url, headers, body);
      return attemptOf(status);
    } catch (error) {
      return failureOf(error as NodeJS.ErrnoException);
    }
  }

  /** Gives the answer's status. No redirect is followed, no connection kept, no proxy asked. */
  private post(url: URL, headers: http.OutgoingHttpHeaders, body: string): Promise<number> {
    const isSecure = url.protocol === 'https:';
    const permitted = (address: string): boolean => {
      const reach = reachOf(address, this.allowed);
      return reach === 'allowed' || (reach === 'public' && isSecure);
    };
    const options: https.RequestOptions = {
      ...{ method: 'POST', headers, agent: false, maxHeaderSize: MOST_HEADER_BYTES },
      lookup: guardedLookup(this.names, permitted),
      ...(isSecure && this.authorities && { ca: this.authorities }),
      ...(isSecure && isIP(hostOf(url)) === 0 && { servername: hostOf(url) }),
    };
    return new Promise<number>((resolve, reject) => {
      const request = (isSecure ? https : http).request(url, options);
      const late = this.clock.after(WITHIN_MS, () =>
        request.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
      );
      request.once('error', reject);
      request.once('close', late);
      request.once('response', (response) => {
        resolve(response.statusCode ?? 0);
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > MOST_ANSWER_BYTES) response.destroy();
        });
        response.on('error', () => undefined);
      });
      request.end(body);
    });
  }
}

/** One signature for each secret, in one header: while a secret is rotated a receiver may know either. */
export function signatures(
  messageId: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Record<string, string> {
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(messageId, at, body)).join(' '),
  };
}

const describing = (body: string): Record<string, string | number> => ({
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
  'user-agent': 'Scanfleet-Webhooks/1',
});

function attemptOf(status: number): Attempt {
  if (status >= 200 && status < 300) return { kind: 'accepted', status };
  if (status === GONE) return { kind: 'refused', status, error: 'The receiver is gone (410).' };
  const redirect = status >= 300 && status < 400 ? '; redirects are not followed' : '';
  return { kind: 'failed', status, error: `The receiver answered ${status}${redirect}.` };
}

function failureOf({ code }: NodeJS.ErrnoException): Attempt {
  if (code === 'EDENIED') {
    const error = 'The name leads to an address that webhooks may not reach.';
    return { kind: 'refused', status: null, error };
  }
  return { kind: 'failed', status: null, error: `The receiver could not be reached (${code ?? 'error'}).` };
}
