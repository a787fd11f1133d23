export interface Ports {
  readonly keystone: number;
  readonly placement: number;
  readonly glance: number;
  readonly nova: number;
  readonly neutron: number;
  readonly amqp: number;
}

type Sections = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

export const SERVICE_PASSWORD = 'throw-away-too';

/** What each service reads, by its path below /etc. */
export function configurations(
  ports: Ports,
  databases: Readonly<Record<string, string>>,
  instances: number,
): Record<string, string> {
  const database = (name: string) => ({ connection: databases[name] ?? '' });
  const keystone = `http://127.0.0.1:${ports.keystone}`;
  const as = (username: string) => ({
    ...{ auth_url: `${keystone}/v3`, auth_type: 'password', region_name: 'RegionOne' },
    ...{ project_domain_name: 'Default', user_domain_name: 'Default', project_name: 'service' },
    ...{ username, password: SERVICE_PASSWORD },
  });
  // Not cached: a token that was revoked is refused at once.
  const asked = (username: string) => ({
    www_authenticate_uri: keystone,
    ...as(username),
    token_cache_time: -1,
  });
  return {
    'keystone/keystone.conf': ini({
      DEFAULT: {},
      database: database('keystone'),
      token: { provider: 'fernet' },
    }),
    'placement/placement.conf': ini({
      DEFAULT: {},
      api: { auth_strategy: 'keystone' },
      placement_database: database('placement'),
      keystone_authtoken: asked('placement'),
    }),
    'glance/glance-api.conf': ini({
      DEFAULT: {
        ...{ bind_host: '127.0.0.1', bind_port: ports.glance, enabled_backends: 'fs:file', workers: 1 },
      },
      database: database('glance'),
      glance_store: { default_backend: 'fs' },
      fs: { filesystem_store_datadir: '/var/lib/glance/images/' },
      paste_deploy: { flavor: 'keystone' },
      keystone_authtoken: asked('glance'),
    }),
    // Read after nova.conf; the package's own names libvirt.
    'nova/nova-compute.conf': ini({ DEFAULT: { compute_driver: 'fake.FakeDriver' } }),
    'nova/nova.conf': ini({
      DEFAULT: {
        ...{
          state_path: '/var/lib/nova',
          compute_driver: 'fake.FakeDriver',
          host: 'lab',
          my_ip: '127.0.0.1',
        },
        ...{ transport_url: `rabbit://guest:guest@127.0.0.1:${ports.amqp}/`, enabled_apis: 'osapi_compute' },
        ...{ instance_usage_audit: 'False', heal_instance_info_cache_interval: 0 },
      },
      api_database: database('nova_api'),
      database: database('nova'),
      api: { auth_strategy: 'keystone' },
      quota: { instances, cores: -1, ram: -1 },
      keystone_authtoken: asked('nova'),
      placement: as('placement'),
      neutron: { ...as('neutron'), endpoint_override: `http://127.0.0.1:${ports.neutron}` },
      glance: { api_servers: `http://127.0.0.1:${ports.glance}` },
      scheduler: { discover_hosts_in_cells_interval: 5 },
      oslo_concurrency: { lock_path: '/var/lib/nova/lock' },
      filter_scheduler: { track_instance_changes: 'False' },
      workarounds: { skip_cpu_compare_on_dest: 'True' },
    }),
  };
}

function ini(sections: Sections): string {
  const lines = Object.entries(sections).flatMap(([name, values]) => [
    `[${name}]`,
    ...Object.entries(values).map(([key, value]) => `${key} = ${value}`),
  ]);
  return `${lines.join('\n')}\n`;
}
