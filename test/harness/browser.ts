import type { Answer } from './rest';

/** A browser with one cookie: what a page of the console would send. */
export class Browser {
  private cookie = '';
  /** Goes into X-Tenant. */
  tenant: string | undefined;

  constructor(readonly base: string) {}

  get hasCookie(): boolean {
    return this.cookie !== '';
  }

  logIn(email: string, password: string): Promise<Answer<never>> {
    return this.send('POST', '/sessions', { email, password });
  }

  async send<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { 'x-requested-with': 'scanfleet' },
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        ...(this.cookie && { cookie: this.cookie }),
        ...(this.tenant && { 'x-tenant': this.tenant }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) this.cookie = set.includes('Max-Age=0') ? '' : (set.split(';', 1)[0] ?? '');
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
  }
}
