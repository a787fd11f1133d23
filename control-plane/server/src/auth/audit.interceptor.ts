import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  Inject,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Database, isId } from '../platform';
import { actorOf, type Principal } from './access';
import { Audit } from './audit';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Where @nestjs/swagger keeps what @ApiOperation says. */
const OPERATION = 'swagger/apiOperation';
const LOOKS_ONLY = Symbol('looks only');
const MOST_BYTES = 16_384;
const SECRETS = /password|passphrase|secret|token|key$|credential(?!Id$)|authorization|cookie/i;

/** For a POST that changes nothing, such as a preview: it is not recorded. */
export const LooksOnly = () => SetMetadata(LOOKS_ONLY, true);

/**
 * Around every route that changes something: the handler and the row of the audit log are one transaction. No handler
 * can forget it, and what was refused is not recorded, because nothing changed. Outside of the interceptor for
 * Idempotency-Key, whose repeated answers are no changes.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isLook = this.reflector.get<boolean | undefined>(LOOKS_ONLY, context.getHandler());
    const caller = request.caller as Principal | undefined;
    if (READS.has(request.method) || isLook || !caller) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const operation = this.reflector.get<{ operationId?: string } | undefined>(
      OPERATION,
      context.getHandler(),
    );
    const action = operation?.operationId ?? `${request.method} ${request.routeOptions.url}`;
    return from(
      this.database.transaction(async (tx) => {
        const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
        if (reply.getHeader('idempotent-replayed') === undefined) {
          this.audit.record(tx, {
            tenantId: caller.tenantId,
            actor: actorOf(caller),
            action,
            subject: subjectOf(request, body),
            details: detailsOf(request.body),
            address: request.ip,
          });
        }
        return body;
      }),
    );
  }
}

/** The list's name in the path, and the id in the path or of what was made. */
function subjectOf(request: FastifyRequest, answer: unknown): string {
  const list = /^\/api\/v1\/([a-z-]+)/.exec(request.url)?.[1] ?? '';
  const { id: asked } = (request.params ?? {}) as { id?: unknown };
  const { id: made } = (answer ?? {}) as { id?: unknown };
  const id = isId(asked) ? asked : isId(made) ? made : '';
  return id ? `${list} ${id}` : list;
}

/** The body without secrets; a large one, or a file, is only named by its hash. */
function detailsOf(body: unknown): object {
  // A stream has been read by whoever it was for; what it was is told by what was made of it.
  if (body instanceof Readable) return {};
  if (body === undefined || body === null || (typeof body !== 'object' && typeof body !== 'string'))
    return {};
  const text =
    typeof body === 'string'
      ? body
      : JSON.stringify(body, (name, value: unknown) => (SECRETS.test(name) ? undefined : value));
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_BYTES && typeof body === 'object') return JSON.parse(text) as object;
  return { bytes, sha256: createHash('sha256').update(text).digest('hex') };
}
