import { errorCodes, type FastifyInstance } from 'fastify';

/** By server: which routes take which media types as a stream. */
const taken = new WeakMap<FastifyInstance, Map<string, Set<string>>>();

/**
 * From now on these routes are handed bodies of these media types as a stream: they may be long, and who sends them is known only
 * later. Any other route refuses such bodies. For `onModuleInit`.
 */
export function takeAsStream(
  fastify: FastifyInstance,
  types: readonly string[],
  routes: readonly string[],
): void {
  const byType = taken.get(fastify) ?? new Map<string, Set<string>>();
  taken.set(fastify, byType);
  for (const type of types) {
    const known = byType.get(type);
    const all = known ?? new Set<string>();
    routes.forEach((route) => all.add(route));
    byType.set(type, all);
    if (known) continue;
    fastify.addContentTypeParser(type, (request, body, done) => {
      if (all.has(request.routeOptions.url ?? '')) done(null, body);
      else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type'] ?? ''));
    });
  }
}
