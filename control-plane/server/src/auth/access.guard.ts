import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isRefusal, Refusal, RefusalError, type Result } from '../platform';
import { ACCESS, type Access, type Principal } from './access';
import { isSameSite, sessionSecret } from './cookie';
import { allows } from './permissions';
import { Sessions } from './sessions';
import { Tenants } from './tenants';
import { Tokens } from './tokens';

/**
 * Denies every route unless its @Permit grants it to the caller's role, it is the caller's @Own, or it is @Open. A
 * caller shows an API token, or the cookie of a session.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Tenants) private readonly tenants: Tenants,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.open === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.principal(request);
    if (isRefusal(principal)) throw new RefusalError(principal);
    request.caller = principal;
    if (!access || (!access.own && !allows(principal.role, access.area, access.level)))
      throw new RefusalError(forbidden(access));
    return true;
  }

  private async principal(request: FastifyRequest): Promise<Result<Principal>> {
    const bearer = bearerOf(request.headers.authorization);
    if (bearer !== undefined) return (await this.tokens.authenticate(bearer)) ?? invalidToken();
    const cookie = sessionSecret(request);
    if (cookie === undefined) return unauthenticated();
    const session = await this.sessions.authenticate(cookie);
    if (!session) return sessionOver();
    if (!isSameSite(request)) return crossSite();
    request.sessionId = session.sessionId;
    return this.tenants.principalIn(request.headers['x-tenant'], session);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a caller who came with a cookie. */
    sessionId?: string;
  }
}

/** RFC 6750 §2.1; the scheme's name in any case. */
function bearerOf(header: string | undefined): string | undefined {
  return /^bearer +([\x21-\x7e]{1,200}) *$/i.exec(header ?? '')?.[1];
}

const unauthenticated = () =>
  new Refusal('unauthenticated', 401, 'Send an API token (Authorization: Bearer scf_...), or log in.');

const invalidToken = () => new Refusal('invalid-token', 401, 'The API token is unknown, expired or revoked.');

const sessionOver = () => new Refusal('session-over', 401, 'The session is over; log in again.');

const crossSite = () =>
  new Refusal(
    'cross-site-request',
    403,
    'A request with a session’s cookie that changes something has to carry X-Requested-With: scanfleet, and come from this site.',
  );

const forbidden = (access: Access | undefined) =>
  access && !access.open && !access.own
    ? new Refusal('forbidden', 403, `Your role does not grant ${access.level} access to ${access.area}.`)
    : new Refusal('forbidden', 403, 'Nobody is allowed to do this.');
