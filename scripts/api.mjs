// The few calls of the REST API that the commands make, in one place.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';

/** A refusal of the control plane: an application/problem+json document (RFC 9457) with a stable code. */
export class Problem extends Error {
  constructor(method, path, status, body) {
    const fields = (body?.errors ?? []).map((field) => `\n  ${field.path}: ${field.reason ?? field.code}`);
    super(`${method} ${path}: ${status} ${body?.code ?? ''} ${body?.reason ?? ''}${fields.join('')}`);
    this.status = status;
    this.code = body?.code;
  }
}

/** The control plane at `url` (http://host:port), as whoever's token lies in `tokenFile`. */
export class Api {
  #authorization;

  constructor(url, tokenFile) {
    this.url = url;
    this.#authorization = `Bearer ${fs.readFileSync(tokenFile, 'utf8').trim()}`;
  }

  /** True once the control plane serves and its database and NATS answer. Needs no token. */
  static async isReady(url) {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  }

  /** A one-time token with which one agent joins the pool. */
  async joinToken(poolId) {
    return (await this.post(`/pools/${poolId}/join-tokens`, {})).token;
  }

  /** Every agent of the tenant's pools with its status. */
  agents() {
    return this.all('/agents');
  }

  /** The job with this name and these targets; made, with a preset of nmap, if there is none. */
  async job({ name, networkId, targets, preset, options = {} }) {
    const profiles = [{ engine: 'nmap', preset, options }];
    const wanted = { name, networkId, targets, profiles };
    const present = (await this.all('/jobs')).find((job) => job.name === name && same(job.targets, targets));
    if (present) return present;
    try {
      return await this.post('/jobs', wanted);
    } catch (error) {
      // Somebody gave another job this name.
      if (error.code !== 'job-name-taken') throw error;
      return this.post('/jobs', { ...wanted, name: `${name} ${randomUUID().slice(0, 8)}` });
    }
  }

  /** A rule that mails the address whenever a scan has ended, made unless there is one of that name. */
  async mailRule(address) {
    const name = `every scan to ${address}`;
    const present = (await this.all('/notification-rules')).some((rule) => rule.name === name);
    const rule = { name, trigger: 'always', channel: 'mail', recipients: [address], toStarter: false };
    if (!present) await this.post('/notification-rules', rule);
  }

  /** Starts a scan of the job; the scan as it is then. */
  start(jobId) {
    return this.post(`/jobs/${jobId}/start`, {});
  }

  scan(id) {
    return this.get(`/scans/${id}`);
  }

  findings(scanId) {
    return this.all(`/findings?scanId=${encodeURIComponent(scanId)}`);
  }

  /**
   * The scan's events as they come, each the parsed data of one server-sent event (`state`, `progress`,
   * `end`); ends when the server ends the stream or `signal` is aborted.
   */
  async *events(scanId, signal) {
    const response = await fetch(`${this.url}/api/v1/scans/${scanId}/events`, {
      headers: { authorization: this.#authorization, accept: 'text/event-stream' },
      signal,
    });
    if (!response.ok) throw new Problem('GET', `/scans/${scanId}/events`, response.status, undefined);
    let rest = '';
    for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + bytes.replaceAll('\r\n', '\n')).split('\n\n');
      rest = parts.pop();
      for (const part of parts) {
        const data = part.split('\n').filter((line) => line.startsWith('data:'));
        if (data.length > 0) yield JSON.parse(data.map((line) => line.slice(5).trimStart()).join('\n'));
      }
    }
  }

  get(path) {
    return this.#call('GET', path);
  }

  delete(path) {
    return this.#call('DELETE', path);
  }

  put(path, body) {
    return this.#call('PUT', path, body);
  }

  post(path, body) {
    return this.#call('POST', path, body);
  }

  /** All pages of a list. */
  async all(path) {
    const items = [];
    for (let cursor; ;) {
      const url = cursor
        ? `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
        : path;
      const page = await this.get(url);
      items.push(...page.items);
      if (!page.nextCursor) return items;
      cursor = page.nextCursor;
    }
  }

  async #call(method, path, body) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: this.#authorization,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    const parsed = json(text);
    if (!response.ok)
      throw new Problem(method, path, response.status, parsed ?? { reason: text.slice(0, 200) });
    return parsed;
  }
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const same = (a, b) => Array.isArray(a) && JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
