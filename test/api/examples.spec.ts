import type { WholeApi } from './whole-api';
import { startWholeApi } from './whole-api';

type Json = Record<string, unknown>;

interface Media {
  schema?: Json;
  example?: unknown;
  examples?: unknown;
}

interface Operation {
  operationId: string;
  security?: object[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
};

/** Where a value is not what the schema says; as far as this API's schemas go. */
function faults(schema: Json, value: unknown, document: Document, at = ''): string[] {
  const inner = (part: unknown, of: unknown, where: string) => faults(part as Json, of, document, where);
  const found: string[] = [];
  const fault = (wrong: boolean, what: string) => void (wrong && found.push(`${at}: ${what}`));
  if (typeof schema['$ref'] === 'string') {
    const named = document.components.schemas[schema['$ref'].split('/').at(-1) ?? ''];
    return named ? inner(named, value, at) : [`${at}: no ${schema['$ref']}`];
  }
  for (const part of (schema['allOf'] as Json[]) ?? []) found.push(...inner(part, value, at));
  for (const several of ['anyOf', 'oneOf']) {
    const parts = schema[several] as Json[] | undefined;
    fault(
      parts !== undefined && !parts.some((part) => inner(part, value, at).length === 0),
      `none of ${several}`,
    );
  }
  const types = [schema['type'] ?? []].flat() as string[];
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const fits = (one: string) => one === type || (one === 'integer' && Number.isInteger(value));
  fault(types.length > 0 && !types.some(fits), `${type} is not ${types.join()}`);
  fault(Array.isArray(schema['enum']) && !schema['enum'].includes(value), 'not allowed');
  if (typeof value === 'number') {
    fault(value < ((schema['minimum'] as number) ?? -Infinity), 'too small');
    fault(value > ((schema['maximum'] as number) ?? Infinity), 'too large');
  }
  if (typeof value === 'string') {
    fault(value.length < ((schema['minLength'] as number) ?? 0), 'too short');
    fault(value.length > ((schema['maxLength'] as number) ?? Infinity), 'too long');
    fault(FORMATS[schema['format'] as string]?.test(value) === false, `no ${String(schema['format'])}`);
    fault(!new RegExp((schema['pattern'] as string) ?? '', 'u').test(value), 'not of the pattern');
  }
  if (Array.isArray(value)) {
    fault(value.length < ((schema['minItems'] as number) ?? 0), 'too few');
    value.forEach((item, index) => found.push(...inner(schema['items'] ?? {}, item, `${at}/${index}`)));
  } else if (typeof value === 'object' && value !== null) {
    const properties = (schema['properties'] ?? {}) as Json;
    for (const name of (schema['required'] as string[]) ?? []) fault(!(name in value), `no ${name}`);
    for (const [name, part] of Object.entries(value)) {
      const rest = schema['additionalProperties'];
      if (properties[name]) found.push(...inner(properties[name], part, `${at}/${name}`));
      else if (typeof rest === 'object' && rest) found.push(...inner(rest, part, `${at}/${name}`));
      else fault(rest === false, `unknown ${name}`);
    }
  }
  return found;
}

/** What everybody may do who is logged in. */
const OWN = /^\w+ \/api\/v1\/(me|sessions)\b/;

describe('the description of the API', () => {
  let api: WholeApi;
  let document: Document;
  beforeAll(async () => {
    api = await startWholeApi();
    document = (await api.nobody.get<Document>('/openapi.json')).body;
  });
  afterAll(() => api.stop());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        where: `${method} ${path}`,
        method,
        operation,
      })),
    );

  it('has an example for every body, and each is what its schema says', () => {
    const wrong: string[] = [];
    for (const { where, operation } of operations()) {
      const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      for (const content of [
        operation.requestBody?.content,
        ...good.map(([, response]) => response.content),
      ]) {
        for (const [type, { schema = {}, example, examples }] of Object.entries(content ?? {})) {
          if (example === undefined && examples === undefined) wrong.push(`${where} ${type}: no example`);
          else if (type === 'application/json' && example !== undefined)
            wrong.push(...faults(schema, example, document).map((fault) => `${where} ${fault}`));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(faults({ type: 'array', items: { type: 'integer' } }, ['x'], document)).toEqual([
      '/0: string is not integer',
    ]);
  });

  it('names the problems that may come of each operation', () => {
    const missing: string[] = [];
    for (const { where, method, operation } of operations()) {
      const takes = (place: string) => operation.parameters?.some((one) => one.in === place) ?? false;
      const edits = operation.parameters?.some(({ name }) => name === 'If-Match') ?? false;
      const locked = operation.security?.some((one) => Object.keys(one).length > 0) ?? false;
      const wanted = [
        ...(locked ? ['401', '429'] : []),
        ...(locked && !OWN.test(where) ? ['403'] : []),
        ...(takes('path') ? ['404', '422'] : []),
        ...(takes('query') ? ['422'] : []),
        ...(operation.requestBody ? ['400', '422'] : []),
        ...(method === 'get' ? [] : ['409']),
        ...(edits ? ['412', '428'] : []),
      ];
      for (const status of wanted) if (!operation.responses[status]) missing.push(`${where} ${status}`);
    }
    expect(missing).toEqual([]);
    expect(document.paths['/api/v1/findings']?.['get']?.responses['400']).toBeDefined();
    expect(document.openapi).toBe('3.1.0');
  });
});
