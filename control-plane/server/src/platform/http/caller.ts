/** Who makes a request, as far as the ground has to know: set by the access guard. */
export interface Caller {
  readonly tenantId: string;
  /** Of the user or the token. */
  readonly id: string;
  readonly kind: 'user' | 'token';
  readonly role: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent on open routes. */
    caller?: Caller;
  }
}
