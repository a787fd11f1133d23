/** A JSON schema as the OpenAPI document has them, before or after `nullable` became a type. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
}

export type Schemas = Readonly<Record<string, Schema>>;

const DEEPEST = 12;

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41',
  'date-time': '2026-01-15T03:00:00.000Z',
  date: '2026-01-15',
  email: 'admin@tenant.example',
  uri: 'https://tenant.example/',
  url: 'https://tenant.example/',
};

/** What fields of these names hold, unless their DTO gives an example. */
const NAMES: Readonly<Record<string, string>> = {
  name: 'Web servers',
  description: 'Every night',
  address: '192.0.2.10',
  hostname: 'www.tenant.example',
  title: 'Open port 443/tcp: https nginx 1.22.1',
  protocol: 'tcp',
  service: 'https',
  targets: '192.0.2.0/28',
  cidrs: '192.0.2.0/24',
  allowedSpecialCidrs: '127.0.0.0/8',
  tool: 'nmap',
  version: '7.93',
  id: '1',
};

/** What bodies of these media types look like. */
export const TEXTS: Readonly<Record<string, string>> = {
  'text/event-stream': 'event: progress\nid: 1\ndata: {"percent":40}\n\n',
  'application/xml': '<?xml version="1.0"?>\n<nmaprun scanner="nmap"></nmaprun>\n',
  'text/plain': '# TYPE scanfleet_scans gauge\nscanfleet_scans{state="Queued"} 1\n',
  'text/csv': 'address,hostname\n192.0.2.10,www.tenant.example\n',
};

/**
 * A value that the schema describes: the example that a field's DTO gives, else its default, its first allowed value,
 * or what its format or name suggests. Undefined: the schemas refer to each other without end.
 */
export function exampleOf(schema: Schema, schemas: Schemas, name = '', depth = 0): unknown {
  if (depth > DEEPEST) return undefined;
  const inner = (part: Schema, called = name) => exampleOf(part, schemas, called, depth + 1);
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.$ref !== undefined) return inner(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum?.length) return schema.enum[0];
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => inner(part));
    return parts.every(isObject) ? Object.assign({}, ...parts, objectOf(schema, inner)) : parts[0];
  }
  const [choice] = (schema.oneOf ?? schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  if (choice) return exampleOf(choice, schemas, name, depth);
  return simple(schema, name, inner);
}

type Inner = (part: Schema, called?: string) => unknown;

function simple(schema: Schema, name: string, inner: Inner): unknown {
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null');
  switch (type) {
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () =>
        inner(schema.items ?? {}),
      ).filter((item) => item !== undefined);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return (FORMATS[schema.format ?? ''] ?? NAMES[name] ?? 'text').padEnd(schema.minLength ?? 0, '.');
    default:
      return objectOf(schema, inner);
  }
}

function objectOf({ properties = {} }: Schema, inner: Inner): Record<string, unknown> {
  const members = Object.entries(properties).map(([name, part]) => [name, inner(part, name)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: unknown;
}

/** Gives every body that has none an example. */
export function exemplify(content: Record<string, Media> | undefined, schemas: Schemas): void {
  for (const [type, media] of Object.entries(content ?? {})) {
    if (media.example !== undefined || media.examples !== undefined) continue;
    if (type === 'application/problem+json') continue;
    const text = TEXTS[type];
    media.example = text ?? exampleOf(media.schema ?? {}, schemas);
  }
}
