import { condition } from '../condition';
import { SERVICE_PASSWORD, type Ports } from './configurations';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly type?: string;
}

/** What the administrator of the laboratory's cloud does by hand: the driver under test does none of it. */
export class Admin {
  private token = '';
  private nova = '';
  private glance = '';

  constructor(
    readonly authUrl: string,
    private readonly password: string,
  ) {}

  async signIn(): Promise<boolean> {
    const user = { name: 'admin', domain: { name: 'Default' }, password: this.password };
    const answer = await fetch(`${this.authUrl}/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({
        auth: {
          identity: { methods: ['password'], password: { user } },
          scope: { project: { name: 'admin', domain: { name: 'Default' } } },
        },
      }),
    });
    this.token = answer.headers.get('x-subject-token') ?? '';
    return answer.status === 201;
  }

  /** The services' users, the catalog, an image and two flavors: `tiny`, and `vast`, for which no hypervisor has room. */
  async setUp(ports: Ports): Promise<void> {
    this.nova = `http://127.0.0.1:${ports.nova}/v2.1`;
    this.glance = `http://127.0.0.1:${ports.glance}`;
    const keystone = this.authUrl;
    const domain = { domain_id: 'default' };
    const service = await this.post<{ project: Named }>(`${keystone}/projects`, {
      project: { name: 'service', ...domain },
    });
    const roles = await this.ask<{ roles: Named[] }>('GET', `${keystone}/roles?name=admin`);
    for (const name of ['nova', 'placement', 'glance', 'neutron']) {
      const { user } = await this.post<{ user: Named }>(`${keystone}/users`, {
        user: { name, password: SERVICE_PASSWORD, ...domain },
      });
      const role = `${keystone}/projects/${service.project.id}/users/${user.id}/roles/${roles.roles[0]!.id}`;
      await this.ask('PUT', role);
    }
    const services = {
      compute: this.nova,
      placement: `http://127.0.0.1:${ports.placement}`,
      image: this.glance,
      network: `http://127.0.0.1:${ports.neutron}`,
    };
    for (const [type, url] of Object.entries(services)) {
      const made = await this.post<{ service: Named }>(`${keystone}/services`, {
        service: { name: type, type },
      });
      for (const one of ['public', 'internal'])
        await this.post(`${keystone}/endpoints`, {
          endpoint: { service_id: made.service.id, interface: one, url, region_id: 'RegionOne' },
        });
    }
    // The catalog is part of the token's answer.
    await this.signIn();
    const image = await this.until<{ id: string }>('POST', `${this.glance}/v2/images`, {
      ...{ name: 'scanner', disk_format: 'raw', container_format: 'bare', visibility: 'public' },
    });
    await fetch(`${this.glance}/v2/images/${image.id}/file`, {
      method: 'PUT',
      headers: {
        'x-auth-token': this.token,
        'content-type': 'application/octet-stream',
        connection: 'close',
      },
      body: new Uint8Array(16_384),
    });
    for (const [name, ram] of Object.entries({ tiny: 64, vast: 100_000_000 }))
      await this.until('POST', `${this.nova}/flavors`, { flavor: { name, ram, vcpus: 1, disk: 0 } });
  }

  async hasHypervisor(): Promise<boolean> {
    const { hypervisors } = await this.ask<{ hypervisors: unknown[] }>('GET', `${this.nova}/os-hypervisors`);
    return hypervisors.length > 0;
  }

  /** https://docs.openstack.org/api-ref/identity/v3/#create-application-credential */
  async applicationCredential(): Promise<{ id: string; secret: string }> {
    const self = await this.ask<{ token: { user: Named } }>('GET', `${this.authUrl}/auth/tokens`, undefined, {
      'x-subject-token': this.token,
    });
    const url = `${this.authUrl}/users/${self.token.user.id}/application_credentials`;
    const made = await this.post<{ application_credential: { id: string; secret: string } }>(url, {
      application_credential: { name: 'scanfleet' },
    });
    return made.application_credential;
  }

  async revoke(token: string): Promise<void> {
    await this.ask('DELETE', `${this.authUrl}/auth/tokens`, undefined, { 'x-subject-token': token });
  }

  /** With what the machine itself would be handed. */
  async servers(): Promise<{ id: string; status: string; userData: string }[]> {
    const { servers } = await this.ask<{ servers: Record<string, string>[] }>(
      'GET',
      `${this.nova}/servers/detail?all_tenants=1`,
    );
    return servers.map((one) => ({
      id: one['id']!,
      status: one['status']!,
      userData: Buffer.from(one['OS-EXT-SRV-ATTR:user_data'] ?? '', 'base64').toString('utf8'),
    }));
  }

  /** What members of the project see of each server. */
  async listed(): Promise<string[]> {
    const { servers } = await this.ask<{ servers: Record<string, unknown>[] }>(
      'GET',
      `${this.nova}/servers/detail`,
    );
    return servers.map(({ 'OS-EXT-SRV-ATTR:user_data': _administratorsOnly, ...seen }) =>
      JSON.stringify(seen),
    );
  }

  /** Servers that the project may have. */
  async quota(instances: number): Promise<void> {
    const { token } = await this.ask<{ token: { project: Named } }>(
      'GET',
      `${this.authUrl}/auth/tokens`,
      undefined,
      { 'x-subject-token': this.token },
    );
    await this.ask('PUT', `${this.nova}/os-quota-sets/${token.project.id}`, {
      quota_set: { instances, force: true },
    });
  }

  /** Where the services are, by the catalog's names for them. */
  bases(): [string, string][] {
    return [
      [this.nova, 'compute'],
      [this.glance, 'image'],
    ];
  }

  async stopServer(id: string): Promise<void> {
    await this.ask('POST', `${this.nova}/servers/${id}/action`, { 'os-stop': null });
  }

  private post<T>(url: string, body: unknown): Promise<T> {
    return this.ask('POST', url, body);
  }

  /** Services that have just been started refuse for a while. */
  private until<T extends object>(method: string, url: string, body: unknown): Promise<T> {
    const patience = { timeoutMs: 60_000, everyMs: 500 };
    return condition<T>(`${method} ${url}`, () => this.ask<T>(method, url, body), patience) as Promise<T>;
  }

  private async ask<T>(method: string, url: string, body?: unknown, more: object = {}): Promise<T> {
    // uWSGI closes connections that are kept.
    const common = { 'content-type': 'application/json', connection: 'close' };
    const headers = { 'x-auth-token': this.token, ...common, ...more };
    const answer = await fetch(url, {
      method,
      headers: { ...headers, 'openstack-api-version': 'compute 2.52' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 300)}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }
}
