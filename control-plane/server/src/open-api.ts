import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { exemplify, type Schemas } from './open-api-examples';
import { pageModels } from './platform/http';

type Operation = NonNullable<NonNullable<OpenAPIObject['paths'][string]>['get']>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const problemSchema = {
  type: 'object',
  description: 'RFC 9457. Programs decide by `code`.',
  required: ['type', 'title', 'status', 'detail', 'code', 'reason', 'path', 'errors', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    reason: { type: 'string' },
    path: { type: 'string', description: 'Of the first field at fault; empty: the request as a whole.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'reason'],
        properties: {
          path: { type: 'string', description: 'JSON pointer into the request.' },
          code: { type: 'string' },
          reason: { type: 'string' },
        },
      },
    },
    traceId: { type: 'string' },
  },
  additionalProperties: true,
  example: {
    type: 'urn:scanfleet:problem:invalid-request',
    title: 'Unprocessable Entity',
    status: 422,
    detail: 'The request is not acceptable. /name: This field is required.',
    code: 'invalid-request',
    reason: 'The request is not acceptable. /name: This field is required.',
    path: '/name',
    errors: [{ path: '/name', code: 'required', reason: 'This field is required.' }],
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/**
 * The API as OpenAPI 3.1: what the controllers say of themselves, and what holds for every route: problems,
 * the Idempotency-Key of every POST, the trace id. Keys are sorted, so that the committed copy changes only
 * when the API does.
 */
export function describeApi(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Scanfleet')
    .setDescription(
      [
        'Security scans by a fleet of agents. Every route but health and this description needs an API token, which acts for one tenant.',
        'Refusals are problem documents (RFC 9457) with a code and a reason. 503 with Retry-After comes within 20 seconds while the database is away: what was asked may be done all the same, and the same Idempotency-Key asks what came of it.',
      ].join(' '),
    )
    .setVersion(packageVersion())
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token: scf_...' }, 'token')
    .build();
  const document = SwaggerModule.createDocument(app, base, { extraModels: [...pageModels] });
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) complete(operation, method, (document.components?.schemas ?? {}) as Schemas);
    }
  }
  const schemas = { ...document.components?.schemas, Problem: problemSchema };
  const whole = { ...document, components: { ...document.components, schemas } };
  return sorted(modern(whole)) as OpenAPIObject;
}

function complete(operation: Operation, method: (typeof METHODS)[number], schemas: Schemas): void {
  const responses = operation.responses as Record<string, { description?: string; content?: object }>;
  for (const [status, response] of Object.entries(responses)) {
    if (Number(status) >= 400 && !response.content)
      responses[status] = problemResponse(response.description ?? '');
  }
  responses['default'] ??= problemResponse('A problem.');
  for (const [status, description] of problemsOf(operation, method))
    responses[status] ??= problemResponse(description);
  if (method === 'post') operation.parameters = [...(operation.parameters ?? []), idempotencyKey as never];
  for (const response of Object.values(responses)) exemplify(response.content as never, schemas);
  if (operation.requestBody && 'content' in operation.requestBody)
    exemplify(operation.requestBody.content as never, schemas);
}

/** The problems that may come of an operation, by what it takes. */
function problemsOf(
  operation: Operation,
  method: (typeof METHODS)[number],
): [status: string, what: string][] {
  const parameters = (operation.parameters ?? []) as { name: string; in: string }[];
  const takes = (place: string) => parameters.some((one) => one.in === place);
  const named = (name: string) => parameters.some((one) => one.name === name);
  const found: [string, string][] = [];
  if (operation.requestBody) found.push(['400', 'The body is not JSON.']);
  else if (named('sort')) found.push(['400', 'No index serves this combination of filters and sort.']);
  if (named('If-Match')) {
    found.push(['400', 'If-Match is no entity tag of this API.']);
    found.push(['412', 'Somebody else has changed it since that version.']);
    found.push(['428', 'If-Match is missing.']);
  }
  if (takes('path')) found.push(['404', 'There is no such record, or it belongs to another tenant.']);
  if (method !== 'get') found.push(['409', 'It cannot be done as things stand now; `code` says why.']);
  if (method === 'post' || operation.requestBody || takes('query') || takes('path'))
    found.push(['422', 'The request is not acceptable; `errors` names each field at fault.']);
  if (operation.security?.length)
    found.push(['429', 'Too much at once; Retry-After says when to ask again.']);
  return found;
}

/** OpenAPI 3.1 knows no `nullable`: null is one of the types. */
function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as { nullable?: unknown } & Record<string, unknown>;
  const plain: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(rest)) plain[name] = modern(part);
  if (nullable !== true) return nullable === undefined || nullable === false ? plain : { ...plain, nullable };
  if (Array.isArray(plain['allOf'])) {
    // What is said of the field beside its schema stays outside of the choice; a type there would hold for both.
    const { allOf, type: _type, ...said } = plain;
    return { ...said, anyOf: [...(allOf as unknown[]), { type: 'null' }] };
  }
  if (typeof plain['type'] === 'string') {
    const values = plain['enum'];
    return {
      ...plain,
      type: [plain['type'], 'null'],
      ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
    };
  }
  return { anyOf: [plain, { type: 'null' }] };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}

function packageVersion(): string {
  const text = readFileSync(join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
