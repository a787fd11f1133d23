import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, isRefusal, Refusal, type Config, type Result } from '../platform';
import {
  allowedRanges,
  destinationOf,
  guardedLookup,
  hostOf,
  Names,
  reachOf,
  type AllowedRanges,
} from '../platform/outbound';
import { takeInArchive } from './archive';
import { takeIn, type Content } from './intake';

/** What a server called what it gave: with it only something else is given (RFC 9110, 13). */
export interface Validators {
  readonly etag: string;
  readonly modified: string;
}

export type Fetched =
  { readonly kind: 'unchanged' } | ({ readonly kind: 'fetched'; readonly content: Content } & Validators);

/** From the first connection to the last byte: whoever asked is waiting. */
const WITHIN_MS = 15_000;
const MOST_REDIRECTS = 5;
const MOST_HEADER_BYTES = 16 * 1024;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Fetches security content from where a tenant says, and only from where it may: every hop is looked at. */
@Injectable()
export class Fetching {
  private readonly allowed: AllowedRanges;
  private readonly authorities: string[] | undefined;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Names) private readonly names: Names,
    @Inject(CONFIG) config: Pick<Config, 'content'>,
  ) {
    const { allow, authorities } = config.content;
    this.allowed = allowedRanges(allow);
    this.authorities = authorities === '' ? undefined : [...rootCertificates, authorities];
  }

  /** Refusals: those of destinationOf (422). */
  destination(text: string): Result<URL> {
    return destinationOf(text, this.allowed, 'Requests for content');
  }

  /**
   * What is there now, looked into; `unchanged` only when the server says so. Refusals: those of destinationOf, `content-unreachable` (422) with
   * the reason, those of takeIn and takeInArchive.
   */
  async fetch(
    text: string,
    entry: string | undefined,
    known: Validators | undefined,
  ): Promise<Result<Fetched>> {
    const late = new AbortController();
    const timer = this.clock.after(WITHIN_MS, () => late.abort());
    try {
      let url = this.destination(text);
      for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
        if (isRefusal(url)) return url;
        const response = await this.get(url, known, late.signal);
        const { statusCode = 0, headers } = response;
        if (!REDIRECTS.includes(statusCode)) return await this.taken(response, entry);
        response.destroy();
        const to = headers.location ?? '';
        if (!URL.canParse(to, url.href))
          return unreachable(`The server sends on to nowhere (${statusCode}).`);
        url = this.destination(new URL(to, url).href);
      }
      return unreachable(`It leads on more than ${MOST_REDIRECTS} times.`);
    } catch (error) {
      if (late.signal.aborted) return unreachable(`It was not there within ${WITHIN_MS / 1_000} seconds.`);
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code === 'EDENIED') return unreachable('The name leads to an address that is not public.');
      return unreachable(`The server could not be reached (${code || 'error'}).`);
    } finally {
      timer();
    }
  }

  private async taken(response: IncomingMessage, entry: string | undefined): Promise<Result<Fetched>> {
    const { statusCode = 0, headers } = response;
    if (statusCode === 304) {
      response.destroy();
      return { kind: 'unchanged' };
    }
    if (statusCode !== 200) {
      response.destroy();
      return unreachable(`The server answered ${statusCode}.`);
    }
    const content = await contentOf(response, entry);
    response.destroy();
    if (isRefusal(content)) return content;
    const { etag = '', 'last-modified': modified = '' } = headers;
    return { kind: 'fetched', content, etag: etag.slice(0, 300), modified: modified.slice(0, 100) };
  }

  private get(url: URL, known: Validators | undefined, signal: AbortSignal): Promise<IncomingMessage> {
    const isSecure = url.protocol === 'https:';
    const permitted = (address: string): boolean => {
      const reach = reachOf(address, this.allowed);
      return reach === 'allowed' || (reach === 'public' && isSecure);
    };
    const options: https.RequestOptions = {
      ...{ agent: false, maxHeaderSize: MOST_HEADER_BYTES, signal },
      headers: {
        ...{ 'user-agent': 'Scanfleet-Content/1', accept: 'application/xml, application/zip, */*;q=0.1' },
        ...(known?.etag && { 'if-none-match': known.etag }),
        ...(known?.modified && { 'if-modified-since': known.modified }),
      },
      lookup: guardedLookup(this.names, permitted),
      ...(isSecure && this.authorities && { ca: this.authorities }),
      ...(isSecure && isIP(hostOf(url)) === 0 && { servername: hostOf(url) }),
    };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? https : http).request(url, options);
      request.once('error', reject);
      request.once('response', resolve);
      request.end();
    });
  }
}

/** An archive by how it begins: what servers say of content is seldom so. */
async function contentOf(response: IncomingMessage, entry: string | undefined): Promise<Result<Content>> {
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const begun: Buffer[] = [];
  let size = 0;
  while (size < 2) {
    const { done, value } = await chunks.next();
    if (done) break;
    begun.push(value);
    size += value.length;
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield* begun;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  const isArchive = Buffer.concat(begun).subarray(0, 2).toString('latin1') === 'PK';
  return isArchive ? takeInArchive(whole(), entry) : takeIn(whole());
}

function unreachable(reason: string): Refusal {
  return new Refusal('content-unreachable', 422, reason, [
    { path: '/url', code: 'content-unreachable', reason },
  ]);
}
