import {
  createParamDecorator,
  SetMetadata,
  UnauthorizedException,
  applyDecorators,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiBearerAuth, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Area, Level, Role } from './permissions';

/** Who acts, and for which tenant. */
export interface Principal {
  readonly tenantId: string;
  /** Of the user or the token. */
  readonly id: string;
  readonly kind: 'user' | 'token';
  readonly role: Role;
}

/** Who did something, as histories and the audit log write it: `user <id>`, `token <id>`. */
export const actorOf = ({ kind, id }: Pick<Principal, 'kind' | 'id'>): `${Principal['kind']} ${string}` =>
  `${kind} ${id}`;

/** What a route says of itself. */
export type Access =
  | { open: true }
  | { open: false; own: true }
  | { open: false; own: false; area: Area; level: Exclude<Level, 'none'> };

export const ACCESS = Symbol('access');

/** The route needs a token whose role has at least this level in the area. */
export const Permit = (area: Area, level: Exclude<Level, 'none'>) =>
  applyDecorators(
    SetMetadata(ACCESS, { open: false, own: false, area, level } satisfies Access),
    ApiBearerAuth('token'),
    ApiResponse({ status: 401, description: 'No valid token.' }),
    ApiResponse({ status: 403, description: `The token’s role lacks ${level} access to ${area}.` }),
  );

/** The route needs somebody, whatever their role: it is about themselves. */
export const Own = () =>
  applyDecorators(
    SetMetadata(ACCESS, { open: false, own: true } satisfies Access),
    ApiBearerAuth('token'),
    ApiResponse({ status: 401, description: 'No valid token, and no session.' }),
  );

/** The route answers everybody. */
export const Open = () =>
  applyDecorators(SetMetadata(ACCESS, { open: true } satisfies Access), ApiSecurity({}));

/** A handler's parameter: the principal of a route with @Permit. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new UnauthorizedException();
  return caller as Principal;
});
