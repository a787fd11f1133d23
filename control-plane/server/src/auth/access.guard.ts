import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Refusal, RefusalError } from '../platform';
import { ACCESS, type Access } from './access';
import { allows } from './permissions';
import { Tokens } from './tokens';

/** Denies every route unless its @Permit grants it to the token's role, or it is @Open. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Tokens) private readonly tokens: Tokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.open === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const secret = bearer(request.headers.authorization);
    if (secret === undefined) throw new RefusalError(unauthenticated());
    const principal = await this.tokens.authenticate(secret);
    if (!principal) throw new RefusalError(invalidToken());
    request.caller = principal;
    if (!access || !allows(principal.role, access.area, access.level))
      throw new RefusalError(forbidden(access));
    return true;
  }
}

/** RFC 6750 §2.1; the scheme's name in any case. */
function bearer(header: string | undefined): string | undefined {
  return /^bearer +([\x21-\x7e]{1,200}) *$/i.exec(header ?? '')?.[1];
}

const unauthenticated = () =>
  new Refusal('unauthenticated', 401, 'Send an API token: Authorization: Bearer scf_...');

const invalidToken = () => new Refusal('invalid-token', 401, 'The API token is unknown, expired or revoked.');

const forbidden = (access: Access | undefined) =>
  access && !access.open
    ? new Refusal(
        'forbidden',
        403,
        `The token’s role does not grant ${access.level} access to ${access.area}.`,
      )
    : new Refusal('forbidden', 403, 'Nobody is allowed to do this.');
