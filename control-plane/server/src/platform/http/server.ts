import { AsyncResource } from 'node:async_hooks';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { Clock } from '../clock';
import { Log } from '../logger';
import { Metrics } from '../metrics';
import { newTraceId, parseTraceParent, traceId, withTrace } from '../trace';
import { Idempotency } from './idempotency';
import { NextLink } from './next-link';
import { problemOf, PROBLEM_TYPE } from './problem';
import { ProblemFilter } from './problem.filter';
import { RouteTable } from './route-table';
import { RequestValidation } from './validation';
import { Refusal } from '../errors';

const BODY_LIMIT = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;
/** Nobody waits longer for the beginning of an answer: the ledger may be frozen, and then it does not even refuse. */
export const ANSWER_WITHIN_MS = 20_000;
const RETRY_AFTER_SECONDS = 5;

/** The HTTP server under Nest: bodies of JSON, or of CSV where a route reads it, up to 1 MiB and nothing else, but for what a room reads. */
export function httpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: unreadablePath as never,
  });
}

/** Nest pins its own patch version of Fastify, whose types are not those of the plugins'. */
const fastifyOf = (app: NestFastifyApplication): FastifyInstance =>
  app.getHttpAdapter().getInstance() as unknown as FastifyInstance;

/** A path with an invalid escape never reaches Nest. */
function unreadablePath(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const refusal = new Refusal('malformed-request', 400, 'The path could not be read.');
  const problem = withTrace(newTraceId(), () => problemOf(refusal));
  void reply.code(400).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem));
}

/** Everything that goes around every request. Called once, before `init`. */
export async function prepareHttp(app: NestFastifyApplication): Promise<void> {
  const fastify = fastifyOf(app);
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const routes = app.get(RouteTable);
  fastify.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  });
  traceRequests(app);
  recordRequests(app);
  limitWaiting(app);
  app.useGlobalPipes(new RequestValidation());
  app.useGlobalInterceptors(app.get(Idempotency), new NextLink());
  app.useGlobalFilters(app.get(ProblemFilter));
}

/** The id that the caller gave its request, for finding it in the log again. */
function requestIdOf(request: FastifyRequest): string | undefined {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given) ? given : undefined;
}

const scopes = new WeakMap<FastifyRequest, AsyncResource>();

/**
 * The trace id of the request's `traceparent` (W3C Trace Context), or a new one, holds until its answer. The
 * body is read in the socket's own context: `preValidation` goes back to the request's.
 */
function traceRequests(app: NestFastifyApplication): void {
  const fastify = fastifyOf(app);
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = request.headers['traceparent'];
    const id = parseTraceParent(typeof given === 'string' ? given : undefined) ?? newTraceId();
    void reply.header('traceresponse', `00-${id}-${randomBytes(8).toString('hex')}-01`);
    void reply.header('x-trace-id', id);
    void reply.header('x-request-id', requestIdOf(request) ?? id);
    withTrace(id, () => {
      scopes.set(request, new AsyncResource('request'));
      done();
    });
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const scope = scopes.get(request);
    if (scope) scope.runInAsyncScope(done);
    else done();
  });
}

/** One log line and one measurement for each answer. Probes and scrapes are logged only when they fail. */
function recordRequests(app: NestFastifyApplication): void {
  const fastify = fastifyOf(app);
  const clock = app.get(Clock);
  const log = app.get(Log);
  const durations = app.get(Metrics).httpDurations;
  const started = new WeakMap<FastifyRequest, number>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    started.set(request, clock.monotonicMs());
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const ms = clock.monotonicMs() - (started.get(request) ?? clock.monotonicMs());
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe({ method: request.method, route, status: String(reply.statusCode) }, ms / 1000);
    const fields = {
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(ms * 10) / 10,
      ...(request.caller && {
        tenantId: request.caller.tenantId,
        actor: `${request.caller.kind} ${request.caller.id}`,
      }),
      traceId: traceId() || reply.getHeader('x-trace-id'),
      requestId: requestIdOf(request),
    };
    const quiet = reply.statusCode < 400 && /^\/((api\/v1\/)?health\/|metrics$)/.test(route);
    if (quiet) log.debug(fields, 'request');
    else log.info(fields, 'request');
    done();
  });
}

/**
 * A request that is not answered in time gets 503 `unavailable`. What it began may still be done: the same
 * Idempotency-Key asks what came of it.
 */
function limitWaiting(app: NestFastifyApplication): void {
  const fastify = fastifyOf(app);
  const clock = app.get(Clock);
  const waiting = new WeakMap<FastifyRequest, () => void>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const late = clock.after(ANSWER_WITHIN_MS, () =>
      withTrace(String(reply.getHeader('x-trace-id')), () => refuseLate(reply)),
    );
    waiting.set(request, late);
    done();
  });
  fastify.addHook('onSend', (request, _reply, _payload, done) => {
    waiting.get(request)?.();
    done();
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    waiting.get(request)?.();
    done();
  });
}

function refuseLate(reply: FastifyReply): void {
  if (reply.sent || reply.raw.headersSent) return;
  const reason =
    'The control plane could not answer in time. Try again later, with the same Idempotency-Key.';
  const problem = problemOf(new Refusal('unavailable', 503, reason));
  void reply
    .code(503)
    .header('retry-after', String(RETRY_AFTER_SECONDS))
    .header('content-type', PROBLEM_TYPE)
    .send(JSON.stringify(problem));
}
