import { createServer } from 'node:http';

/** A request, and what a real service answered. Addresses of the services and tokens are replaced by words. */
export interface Exchange {
  readonly request: { readonly method: string; readonly url: string; readonly body?: unknown };
  readonly answer: { readonly status: number; readonly token?: string; readonly body: unknown };
}

/** Whatever is fetched while `work` runs, with the services' bases as words: `{"http://127.0.0.1:5000": "identity"}`. */
export async function recorded(
  bases: ReadonlyMap<string, string>,
  work: (unrecorded: (aside: (lastToken: string) => Promise<void>) => Promise<void>) => Promise<void>,
): Promise<Exchange[]> {
  const real = globalThis.fetch;
  const exchanges: Exchange[] = [];
  const tokens: string[] = [];
  const plain = (text: string): string => {
    let told = text;
    for (const [base, name] of bases) told = told.replaceAll(base, `{${name}}`);
    tokens.forEach((token, at) => (told = told.replaceAll(token, `token-${at + 1}`)));
    return told;
  };
  let pausing = false;
  globalThis.fetch = async (input, init = {}) => {
    const answer = await real(input, init);
    if (pausing) return answer;
    const token = answer.headers.get('x-subject-token');
    if (token) tokens.push(token);
    const text = plain(await answer.clone().text());
    exchanges.push({
      request: requestOf(plain(input as string), init.method ?? 'GET', init.body as string | undefined),
      answer: {
        status: answer.status,
        ...(token ? { token: plain(token) } : {}),
        body: text === '' ? null : JSON.parse(text),
      },
    });
    return answer;
  };
  try {
    await work(async (aside) => {
      pausing = true;
      await aside(tokens.at(-1) ?? '');
      pausing = false;
    });
  } finally {
    globalThis.fetch = real;
  }
  return exchanges;
}

/** A password is nobody's business, and different each time. */
function requestOf(url: string, method: string, body: string | undefined): Exchange['request'] {
  if (body === undefined) return { method, url };
  const told: unknown = JSON.parse(body, (key, value: unknown) =>
    key === 'password' && typeof value === 'string' ? '***' : value,
  );
  return { method, url, body: told };
}

export interface Replay {
  /** Base of everything: `${base}/identity/v3` is Keystone. */
  readonly base: string;
  /** Requests that are not the recorded ones, in that order; and how many were not asked for. */
  faults(): { unlike: unknown[]; left: number };
  stop(): Promise<void>;
}

/** Gives recorded answers again, to the recorded requests in their order, and to no others. */
export async function replay(exchanges: readonly Exchange[]): Promise<Replay> {
  const left = [...exchanges];
  const unlike: unknown[] = [];
  let base = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [, service = '', path = ''] = /^\/([a-z]+)(.*)$/.exec(request.url ?? '') ?? [];
      const body = chunks.length === 0 ? undefined : Buffer.concat(chunks).toString('utf8');
      const asked = requestOf(`{${service}}${path}`, request.method ?? '', body);
      const next = left.shift();
      if (JSON.stringify(next?.request) !== JSON.stringify(asked))
        unlike.push({ asked, expected: next?.request });
      const { status = 599, token, body: said = null } = next?.answer ?? {};
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { 'x-subject-token': token }),
      });
      response.end(
        said === null
          ? ''
          : JSON.stringify(said).replace(/\{([a-z]+)\}/g, (_, name: string) => `${base}/${name}`),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    base,
    faults: () => ({ unlike, left: left.length }),
    stop: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
