import { randomUUID } from 'node:crypto';

/** An answer of the REST API. `body` is the parsed JSON, or the text when it is none. */
export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

/** What a call may add to the client's own. */
export interface Call {
  headers?: Readonly<Record<string, string>>;
  /** Idempotency-Key of a POST; a fresh one unless given. Null: none is sent. */
  key?: string | null;
}

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string | null;
}

/** Speaks to the API as the holder of one token. Refusals are answers here, not errors. */
export class Rest {
  /** `base` is the control plane's address without /api/v1; an empty token sends no Authorization. */
  constructor(
    readonly base: string,
    readonly token: string,
  ) {}

  get<Body>(path: string, call: Call = {}): Promise<Answer<Body>> {
    return this.call<Body>('GET', path, undefined, call);
  }

  post<Body>(path: string, body: unknown = {}, call: Call = {}): Promise<Answer<Body>> {
    return this.call<Body>('POST', path, body, call);
  }

  put<Body>(path: string, body: unknown, call: Call = {}): Promise<Answer<Body>> {
    return this.call<Body>('PUT', path, body, call);
  }

  patch<Body>(path: string, body: unknown, call: Call = {}): Promise<Answer<Body>> {
    return this.call<Body>('PATCH', path, body, call);
  }

  delete<Body>(path: string, call: Call = {}): Promise<Answer<Body>> {
    return this.call<Body>('DELETE', path, undefined, call);
  }

  /** Every item of a list, page after page. @throws Error on any answer but 200. */
  async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let cursor: string | null | undefined; ;) {
      const more = cursor ? `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : '';
      const { status, body } = await this.get<Page<Item>>(`${path}${more}`);
      if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
      items.push(...body.items);
      cursor = body.nextCursor;
      if (!cursor) return items;
    }
  }

  async call<Body>(method: string, path: string, body: unknown, call: Call): Promise<Answer<Body>> {
    const key = call.key === undefined && method === 'POST' ? randomUUID() : call.key;
    const response = await fetch(
      path.startsWith('/api/') || path.startsWith('/health')
        ? this.base + path
        : `${this.base}/api/v1${path}`,
      {
        method,
        headers: {
          ...(this.token && { authorization: `Bearer ${this.token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
          ...call.headers,
        },
        body:
          typeof body === 'string' || body instanceof Uint8Array
            ? (body as string)
            : body === undefined
              ? undefined
              : JSON.stringify(body),
        signal: AbortSignal.timeout(30_000),
      },
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) as Body };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
