import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';

/** Every page but the last one names the next one in a Link header too (RFC 8288), for clients that follow these. */
@Injectable()
export class NextLink implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const { method, url } = http.getRequest<FastifyRequest>();
    if (method !== 'GET') return next.handle();
    return next.handle().pipe(
      tap((body: { nextCursor?: unknown } | null | undefined) => {
        if (typeof body?.nextCursor !== 'string') return;
        const link = new URL(url, 'http://localhost');
        link.searchParams.set('cursor', body.nextCursor);
        void http.getResponse<FastifyReply>().header('link', `<${link.pathname}${link.search}>; rel="next"`);
      }),
    );
  }
}
