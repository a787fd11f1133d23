import { Catch, Inject, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../errors';
import { Log } from '../logger';
import { RouteTable } from './route-table';
import { problemOf, PROBLEM_TYPE, refusalOf } from './problem';

/** Writes whatever was thrown as application/problem+json. Surprises are logged and keep their stack there. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(Log) private readonly log: Log,
    @Inject(RouteTable) private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = this.wrongMethod(error, request, reply) ?? refusalOf(error);
    if (!refusal) this.log.error({ err: error, method: request.method, path: request.url }, 'request failed');
    const problem = problemOf(refusal);
    if (reply.sent || reply.raw.headersSent) return;
    if (problem.status === 401) void reply.header('www-authenticate', challenge(refusal));
    const wait = refusal?.extensions.retryAfterSeconds ?? (problem.status === 503 ? 5 : undefined);
    if (typeof wait === 'number') void reply.header('retry-after', String(wait));
    if (problem.status === 413) void reply.header('connection', 'close');
    void reply.code(problem.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem));
  }

  /** A path that exists, asked with a method that it does not have. */
  private wrongMethod(error: unknown, request: FastifyRequest, reply: FastifyReply): Refusal | undefined {
    if (!(error instanceof NotFoundException)) return undefined;
    const methods = this.routes.methodsAt(request.url);
    if (methods.length === 0) return undefined;
    void reply.header('allow', methods.join(', '));
    return new Refusal('method-not-allowed', 405, `Here is only ${methods.join(', ')}.`);
  }
}

/** RFC 6750 §3: the error is named only when credentials were given. */
function challenge(refusal: Refusal | undefined): string {
  const realm = 'Bearer realm="scanfleet"';
  return refusal?.code === 'invalid-token' ? `${realm}, error="invalid_token"` : realm;
}
