import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Trouble } from '../provisioner';

/**
 * Who asks, as Keystone v3 knows it. The secret is in a file of its own, one line, read at each sign-in: whoever rotates it
 * restarts nothing.
 */
export const credentials = z.union([
  z.strictObject({
    /** https://docs.openstack.org/keystone/latest/user/application_credentials.html */
    applicationCredential: z.strictObject({ id: z.string().min(1), secretFile: z.string().startsWith('/') }),
  }),
  z.strictObject({
    password: z.strictObject({
      user: z.string().min(1),
      userDomain: z.string().min(1).default('Default'),
      project: z.string().min(1),
      projectDomain: z.string().min(1).default('Default'),
      passwordFile: z.string().startsWith('/'),
    }),
  }),
]);

/** How a cloud is reached. */
export const cloudAccess = {
  /** Keystone's, with its version: https://cloud.example.org:5000/v3 */
  authUrl: z.url({ protocol: /^https?$/ }),
  region: z.string().min(1).optional(),
  /** Which of the catalog's endpoints are asked. */
  interface: z.enum(['public', 'internal']).default('public'),
  credentials,
};

export interface CloudAccess {
  readonly authUrl: string;
  readonly region?: string | undefined;
  readonly interface: 'public' | 'internal';
  readonly credentials: z.infer<typeof credentials>;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  /** Statuses that are an answer and no trouble. */
  readonly also?: readonly number[];
}

/** Something that is not what was asked for. */
export class CloudError extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.reason);
  }
}

type Service = 'compute' | 'image' | 'network';

/** Tags at a server's making: 2.52, Pike and later (https://docs.openstack.org/nova/latest/reference/api-microversion-history.html). */
const COMPUTE_VERSION = 'compute 2.52';
const ANSWER_LIMIT_MS = 8_000;

/** One project of an OpenStack cloud: signs in when it has to, and says what was refused as the contract's troubles. */
export class OpenStackCloud {
  private session: Promise<Session> | undefined;

  constructor(private readonly access: CloudAccess) {}

  /** The answer's body; undefined where it has none, or where the status is one of `also`. @throws CloudError */
  async ask<T>(service: Service, path: string, asked: Asked = {}): Promise<T | undefined> {
    const first = await this.signedIn();
    const answer = await this.send(first, service, path, asked);
    if (answer.status !== 401) return bodyOf<T>(answer, asked);
    // The token has expired or was revoked: once more with another.
    if (this.session && (await this.session) === first) this.session = undefined;
    return bodyOf<T>(await this.send(await this.signedIn(), service, path, asked), asked);
  }

  private async send(
    { token, endpoints }: Session,
    service: Service,
    path: string,
    { method = 'GET', body }: Asked,
  ): Promise<Answer> {
    const endpoint = endpoints.get(service);
    if (endpoint === undefined) throw new CloudError(Trouble.fatal(`the catalog has no ${service} service`));
    return request(`${endpoint}${path}`, {
      method,
      body,
      headers: { 'x-auth-token': token, 'openstack-api-version': COMPUTE_VERSION },
    });
  }

  private signedIn(): Promise<Session> {
    if (!this.session) {
      const session = this.signIn();
      this.session = session;
      // A refusal is not kept: the next call tries again.
      session.catch(() => {
        if (this.session === session) this.session = undefined;
      });
    }
    return this.session;
  }

  /** https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management */
  private async signIn(): Promise<Session> {
    const answer = await request(`${this.access.authUrl.replace(/\/+$/, '')}/auth/tokens`, {
      method: 'POST',
      body: { auth: identityOf(this.access.credentials) },
    });
    const { token } = bodyOf<{ token: { catalog?: CatalogEntry[] } }>(answer, {}) ?? { token: {} };
    const header = answer.headers.get('x-subject-token');
    if (!header) throw new CloudError(Trouble.fatal('Keystone gave no token'));
    return { token: header, endpoints: this.endpointsOf(token.catalog ?? []) };
  }

  private endpointsOf(catalog: readonly CatalogEntry[]): ReadonlyMap<string, string> {
    const { region, interface: wanted } = this.access;
    const endpoints = new Map<string, string>();
    for (const { type, endpoints: offered } of catalog) {
      const fits = offered.find(
        (one) => one.interface === wanted && (region === undefined || one.region === region),
      );
      if (fits) endpoints.set(type, versioned(type, fits.url.replace(/\/+$/, '')));
    }
    return endpoints;
  }
}

interface Session {
  readonly token: string;
  readonly endpoints: ReadonlyMap<string, string>;
}

interface CatalogEntry {
  readonly type: string;
  readonly endpoints: readonly { interface: string; region?: string; url: string }[];
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Nova's endpoint has its version in the catalog, Glance's and Neutron's mostly do not. */
function versioned(type: string, url: string): string {
  const version = { image: '/v2', network: '/v2.0' }[type];
  return version === undefined || /\/v\d[\d.]*$/.test(url) ? url : url + version;
}

function identityOf(given: CloudAccess['credentials']): unknown {
  if ('applicationCredential' in given) {
    const { id, secretFile } = given.applicationCredential;
    return {
      identity: {
        methods: ['application_credential'],
        application_credential: { id, secret: secretOf(secretFile) },
      },
    };
  }
  const { user, userDomain, project, projectDomain, passwordFile } = given.password;
  const who = { name: user, domain: { name: userDomain }, password: secretOf(passwordFile) };
  return {
    identity: { methods: ['password'], password: { user: who } },
    scope: { project: { name: project, domain: { name: projectDomain } } },
  };
}

function secretOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new CloudError(Trouble.fatal(error instanceof Error ? error.message : String(error)));
  }
}

async function request(
  url: string,
  { method, body, headers = {} }: { method: string; body?: unknown; headers?: Record<string, string> },
): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      method,
      // Whoever sends us elsewhere would be told the token there.
      redirect: 'error',
      // A call every few seconds: by the next, whatever is in front of the cloud may have closed an idle connection.
      headers: {
        ...{ accept: 'application/json', 'content-type': 'application/json', connection: 'close' },
        ...headers,
      },
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    const cause = (error as { cause?: { message?: string } }).cause?.message;
    const reason = cause ?? (error instanceof Error ? error.message : String(error));
    throw new CloudError(Trouble.retryable(`${new URL(url).host}: ${reason}`));
  }
}

function bodyOf<T>(answer: Answer, { also = [] }: Asked): T | undefined {
  if (also.includes(answer.status)) return undefined;
  if (answer.status >= 400) throw new CloudError(troubleOf(answer));
  if (answer.text === '') return undefined;
  try {
    return JSON.parse(answer.text) as T;
  } catch {
    throw new CloudError(Trouble.retryable('the answer is no JSON'));
  }
}

/**
 * Nova refuses what is beyond a quota with 403 and says so in words, and what is beyond a rate with 413 or 429; what has
 * no room on any hypervisor is accepted, and becomes a server in ERROR.
 */
function troubleOf({ status, headers, text }: Answer): Trouble {
  const said = `${status}: ${messageOf(text)}`;
  if (status === 403 && /quota/i.test(text)) return Trouble.quota(said);
  if (status === 413 || status === 429) {
    const seconds = Number(headers.get('retry-after'));
    return Trouble.retryable(said, seconds > 0 && seconds < 3_600 ? seconds * 1_000 : undefined);
  }
  if (status === 409 || status >= 500) return Trouble.retryable(said);
  return Trouble.fatal(said);
}

/** `{"badRequest": {"message": …}}`, `{"error": {"message": …}}`, or a proxy's own words. */
function messageOf(text: string): string {
  try {
    const [inner] = Object.values(JSON.parse(text) as Record<string, unknown>);
    const { message } = (inner ?? {}) as { message?: unknown };
    if (typeof message === 'string') return message.replaceAll('\n', ' ').slice(0, 300);
  } catch {
    // Not JSON: as it is.
  }
  return text.replace(/\s+/g, ' ').slice(0, 100);
}
