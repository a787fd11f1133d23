import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusalError } from '../platform';
import { RequestBudget } from './request-budget';

/**
 * Counts every request of a caller, after the access guard has said who it is, and tells in each answer what is left
 * (draft-ietf-httpapi-ratelimit-headers, the three headers of its early versions, which clients know).
 */
@Injectable()
export class RequestBudgetGuard implements CanActivate {
  constructor(@Inject(RequestBudget) private readonly budget: RequestBudget) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const { caller } = http.getRequest<FastifyRequest>();
    if (!caller) return true;
    const { limit, remaining, resetSeconds, refusal } = await this.budget.spend(caller.tenantId);
    void http.getResponse<FastifyReply>().headers({
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(resetSeconds),
    });
    if (refusal) throw new RefusalError(refusal);
    return true;
  }
}
