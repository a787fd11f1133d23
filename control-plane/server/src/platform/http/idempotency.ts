import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Clock } from '../clock';
import { Database, isDuplicate, type Tx } from '../database';
import { Refusal, RefusalError } from '../errors';
import { Sweeper } from '../sweeper';

const KEPT_MS = 24 * 3_600_000;
const SWEEP_MS = 10 * 60_000;

/** Fields that are shown once and never kept: a repeated answer says null in their place. */
const SHOWN_ONCE: ReadonlySet<string> = new Set([
  'secret',
  'token',
  'joinToken',
  'command',
  'cloudInit',
  'password',
]);

interface Stored {
  route: string;
  request_hash: string;
  status: number | null;
  body: string | null;
}

/** What is kept of an answer. */
interface Answer {
  body: unknown;
  location: string | null;
}

/**
 * `Idempotency-Key` on every POST of an authenticated caller. The handler runs in one transaction with the
 * key's row, so that work and answer are committed together or not at all. The same key with the same
 * request gets the stored answer again, with `Idempotent-Replayed: true`; with another request it is
 * refused. A refusal rolls everything back and is not kept. A second request that arrives while the first is
 * under way waits for it at the key's row.
 */
@Injectable()
export class Idempotency implements NestInterceptor {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) sweeper: Sweeper,
  ) {
    sweeper.every('idempotency.forget', SWEEP_MS, () => this.forget());
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.caller) return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) throw new RefusalError(malformedKey());
    const { tenantId, kind, id } = request.caller;
    // Each caller has keys of its own: nobody is shown another's answer, or refused for another's choice.
    const own = createHash('sha256').update(`${kind} ${id}\n${key}`).digest('hex');
    return from(this.once(tenantId, own, request, reply, next));
  }

  private async once(
    tenantId: string,
    key: string,
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const route = `${request.method} ${request.url}`;
    const hash = createHash('sha256')
      // Of a stream nothing has been read yet: its length is all that is known.
      .update(
        `${route}\n${JSON.stringify(request.body instanceof Readable ? lengthOf(request) : (request.body ?? null))}`,
      )
      .digest('hex');
    return this.database.transaction(async (tx) => {
      if (!(await this.begin(tx, tenantId, key, route, hash))) return repeat(tx, tenantId, key, hash, reply);
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: null });
      const location = reply.getHeader('location');
      const answer: Answer = { body: body ?? null, location: typeof location === 'string' ? location : null };
      await tx.change(
        'UPDATE idempotency_keys SET status = ?, body = ? WHERE tenant_id = ? AND idempotency_key = ?',
        [reply.statusCode, JSON.stringify(answer, withoutSecrets), tenantId, key],
      );
      return body;
    });
  }

  private async begin(tx: Tx, tenantId: string, key: string, route: string, hash: string): Promise<boolean> {
    try {
      await tx.change(
        'INSERT INTO idempotency_keys (tenant_id, idempotency_key, route, request_hash, created_at) VALUES (?, ?, ?, ?, ?)',
        [tenantId, key, route.slice(0, 255), hash, this.clock.now()],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.database.transaction((tx) =>
      tx.change('DELETE FROM idempotency_keys WHERE created_at < ? LIMIT 5000', [before]),
    );
  }
}

async function repeat(
  tx: Tx,
  tenantId: string,
  key: string,
  hash: string,
  reply: FastifyReply,
): Promise<unknown> {
  const [stored] = await tx.rows<Stored>(
    'SELECT route, request_hash, status, body FROM idempotency_keys WHERE tenant_id = ? AND idempotency_key = ?',
    [tenantId, key],
  );
  if (!stored || stored.status === null || stored.body === null) throw new RefusalError(forgotten());
  if (stored.request_hash !== hash) throw new RefusalError(reused(stored.route));
  const answer = JSON.parse(stored.body) as Answer;
  void reply.code(stored.status).header('idempotent-replayed', 'true');
  if (answer.location !== null) void reply.header('location', answer.location);
  return answer.body;
}

const withoutSecrets = (name: string, value: unknown): unknown =>
  SHOWN_ONCE.has(name) && typeof value === 'string' ? null : value;

const malformedKey = () =>
  new Refusal('malformed-idempotency-key', 400, 'Idempotency-Key is 1 to 255 printable ASCII characters.');

const reused = (route: string) =>
  new Refusal(
    'idempotency-key-reused',
    409,
    `This Idempotency-Key was used with another request (${route}).`,
  );

const forgotten = () =>
  new Refusal('idempotency-key-busy', 409, 'The first request with this Idempotency-Key is not done yet.');

const lengthOf = ({ headers }: FastifyRequest): string => headers['content-length'] ?? 'unknown';
