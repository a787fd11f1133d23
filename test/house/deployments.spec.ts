import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv, { type AnySchema, type ValidateFunction } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

type Json = Record<string, unknown>;

interface Container {
  name: string;
  image: string;
  env?: { name: string }[];
  volumeMounts?: { name: string }[];
  ports?: { name: string; containerPort: number }[];
  securityContext: {
    allowPrivilegeEscalation: boolean;
    readOnlyRootFilesystem: boolean;
    capabilities: { drop: string[]; add?: string[] };
  };
}

interface Pods {
  metadata: { labels: Record<string, string> };
  spec: { containers: Container[]; initContainers?: Container[]; volumes: { name: string }[] };
}

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  data?: Record<string, string>;
  spec?: { selector?: { matchLabels: Json } & Json; template?: Pods; ports?: { targetPort: string }[] };
}

/** Fields that a schema does not know are mistakes: a manifest's would be ignored without a word. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const isObject = inner['properties'] !== undefined && inner['additionalProperties'] === undefined;
  return isObject ? { ...inner, additionalProperties: false } : inner;
}

function kubernetes(): (manifest: Manifest) => string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
  for (const format of ['int32', 'int64', 'byte', 'date-time', 'double']) ajv.addFormat(format, true);
  ajv.addFormat('quantity', /^\d+(\.\d+)?(m|[kMGTPE]|[KMGTPE]i)?$/);
  const schemas = JSON.parse(read('test/schemas/kubernetes-1.22.json')) as Record<string, Json>;
  const byKind = new Map<string, string>();
  for (const [id, schema] of Object.entries(schemas)) {
    ajv.addSchema(strict(schema) as AnySchema, id);
    const { apiVersion, kind } = (schema['properties'] ?? {}) as Record<string, { enum?: string[] }>;
    if (apiVersion?.enum && kind?.enum) byKind.set(`${apiVersion.enum[0]} ${kind.enum[0]}`, id);
  }
  return (manifest) => {
    const id = byKind.get(`${manifest.apiVersion} ${manifest.kind}`);
    return id === undefined ? ['no such kind'] : faultsBy(ajv.getSchema(id)!, manifest);
  };
}

function faultsBy(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

const manifests = readdirSync(join(ROOT, 'deploy/kubernetes'))
  .filter((file) => file !== 'kustomization.yaml')
  .flatMap((file) =>
    parseAllDocuments(read(`deploy/kubernetes/${file}`)).map((one) => one.toJS() as Manifest),
  );
const pods = manifests.flatMap(({ metadata, spec }) =>
  spec?.template ? [{ name: metadata.name, selector: spec.selector, ...spec.template }] : [],
);
const containersOf = ({ spec }: Pods): Container[] => [...(spec.initContainers ?? []), ...spec.containers];
/** Every option of the control plane and of the agent. */
const options = new Set(
  [read('docs/operations/configuration.md'), read('agent/src/config.ts')].flatMap(
    (text) => text.match(/SCANFLEET_[A-Z_]+/g) ?? [],
  ),
);

describe('what is deployed', () => {
  it('is, in Kubernetes, of kinds and fields that there are', () => {
    const faults = kubernetes();
    expect(manifests.length).toBeGreaterThan(10);
    for (const one of manifests)
      expect([one.kind, one.metadata.name, faults(one)]).toEqual([one.kind, one.metadata.name, []]);
    const wrong = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'x' },
      spec: { replica: 1 },
    };
    expect(faults(wrong as never).join()).toMatch(/replica\b/);
    expect(faults({ apiVersion: 'v1', kind: 'Sevice', metadata: { name: 'x' } })).toEqual(['no such kind']);
  });

  it('belongs together there: selectors, ports, volumes and options', () => {
    const ports = new Set(
      pods.flatMap((one) => containersOf(one).flatMap((c) => c.ports ?? [])).map(({ name }) => name),
    );
    for (const { kind, spec } of manifests)
      if (kind === 'Service')
        for (const { targetPort } of spec?.ports ?? []) expect(ports).toContain(targetPort);
    for (const pod of pods) {
      expect(pod.metadata.labels).toMatchObject(pod.selector!.matchLabels);
      const volumes = pod.spec.volumes.map(({ name }) => name);
      for (const { volumeMounts = [] } of containersOf(pod))
        for (const { name } of volumeMounts) expect(volumes).toContain(name);
    }
    const used = [
      ...pods.flatMap((pod) => containersOf(pod).flatMap(({ env = [] }) => env.map(({ name }) => name))),
      ...manifests.flatMap(({ data = {} }) => Object.keys(data)),
    ].filter((name) => name.startsWith('SCANFLEET_'));
    expect(used.length).toBeGreaterThan(8);
    for (const name of used) expect(options).toContain(name);
    const namespaces = manifests
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => metadata.name);
    for (const { kind, metadata } of manifests)
      if (kind !== 'Namespace') expect(namespaces).toContain(metadata.namespace);
  });

  it('may do no more than it has to, and the agents hold no key of the fleet', () => {
    for (const pod of pods)
      for (const { name, securityContext } of containersOf(pod)) {
        const { capabilities, ...rest } = securityContext;
        expect([name, rest]).toMatchObject([
          name,
          { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
        ]);
        expect(capabilities.drop).toEqual(['ALL']);
        expect(capabilities.add ?? []).toEqual(name === 'agent' ? ['NET_RAW'] : []);
      }
    const agents = manifests.filter(({ metadata }) => metadata.namespace === 'scanfleet-agents');
    expect(JSON.stringify(agents)).not.toMatch(/scanfleet-keys|scanfleet-database/);
  });

  it('is a Compose file, of options that there are', () => {
    const compose = parse(read('deploy/compose/compose.yaml'), { merge: true }) as {
      services: Record<string, { environment?: Record<string, string>; cap_drop?: string[] }>;
    };
    const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
    for (const format of ['duration', 'expose', 'ports', 'subnet_ip_address', 'uri', 'email'])
      ajv.addFormat(format, true);
    const { $schema: _, ...schema } = JSON.parse(read('test/schemas/compose.json')) as Json;
    const validate = ajv.compile(schema);
    expect(faultsBy(validate, compose)).toEqual([]);
    expect(faultsBy(validate, { services: { x: { imagge: 'y' } } })).not.toEqual([]);
    const names = Object.values(compose.services).flatMap(({ environment = {} }) => Object.keys(environment));
    for (const name of names.filter((one) => one.startsWith('SCANFLEET_'))) expect(options).toContain(name);
  });

  it('is made of files that there are', () => {
    for (const file of readdirSync(join(ROOT, 'deploy/container')).filter((one) =>
      one.endsWith('.Containerfile'),
    )) {
      const text = read(`deploy/container/${file}`);
      expect(text).toMatch(/^FROM scratch\nADD root\.tar \/$/m);
      for (const name of text.match(/SCANFLEET_[A-Z_]+(?==)/g) ?? []) expect(options).toContain(name);
    }
  });
});
