import type { FastifyReply, FastifyRequest } from 'fastify';

/** A cookie of this name is only taken and sent by browsers over https, for this host alone (RFC 6265bis §4.1.3.2). */
const SECURE = '__Host-scanfleet';
const PLAIN = 'scanfleet';

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';
const nameFor = (request: FastifyRequest): string => (isSecure(request) ? SECURE : PLAIN);

/** What the session's cookie holds; undefined when there is none. */
export function sessionSecret(request: FastifyRequest): string | undefined {
  const wanted = `${nameFor(request)}=`;
  const found = (request.headers.cookie ?? '').split(/; */).find((part) => part.startsWith(wanted));
  return found?.slice(wanted.length);
}

/** Hands the secret to the browser; null takes it away. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string | null): void {
  const parts = [
    `${nameFor(request)}=${secret ?? ''}`,
    ...['Path=/', 'HttpOnly', 'SameSite=Strict'],
    ...(isSecure(request) ? ['Secure'] : []),
    ...(secret === null ? ['Max-Age=0'] : []),
  ];
  void reply.header('set-cookie', parts.join('; '));
}

/**
 * Whether a request that a cookie came with may change something. Another site's page cannot send the header without
 * being asked first (CORS), and is never given leave here; browsers that say where a request comes from are believed.
 */
export function isSameSite({ method, headers, host }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  if (headers['x-requested-with'] !== 'scanfleet') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return headers.origin === undefined || hostOf(headers.origin) === host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
