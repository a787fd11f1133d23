/** A route as Fastify was told it. */
export interface Route {
  readonly method: string;
  /** With parameters, such as `/api/v1/jobs/:id`. */
  readonly url: string;
}

/** Every route of the server, collected while they are registered. */
export class RouteTable {
  private readonly routes: Route[] = [];

  add(method: string | readonly string[], url: string): void {
    for (const one of [method].flat() as string[]) this.routes.push({ method: one.toUpperCase(), url });
  }

  all(): readonly Route[] {
    return this.routes;
  }

  /** The methods that the path of `url` (its query is ignored) answers, sorted. */
  methodsAt(url: string): string[] {
    const path = url.split('?', 1)[0] ?? '';
    const methods = this.routes.filter((route) => fits(route.url, path)).map((route) => route.method);
    return [...new Set(methods)].sort();
  }
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  );
}
