import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Controller, Get, Inject, Injectable, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Open } from './auth';
import { answer, notFound } from './platform';

/** The OpenAPI document. A fifth of a second to make, which no start waits for: it is made when first asked for. */
@Injectable()
export class ApiDocument {
  private describe: () => OpenAPIObject = () => {
    throw new Error('The application is not put together yet.');
  };
  private text: string | undefined;

  /** Said once, when the application is put together. */
  madeBy(describe: () => OpenAPIObject): void {
    this.describe = describe;
  }

  /** The document as JSON text. */
  get json(): string {
    return (this.text ??= JSON.stringify(this.describe()));
  }
}

/** The package's own module would run the whole page's code. */
const FOLDER = dirname(require.resolve('swagger-ui-dist/package.json'));

/** Everything the page loads; nothing else of the package is served. */
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Scanfleet API</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/page.js"></script>
  </body>
</html>
`;

const SCRIPT = `window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  tryItOutEnabled: true,
});
`;

/** The page and nothing else may run; it reads only this origin. Swagger UI sets styles on its elements. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The API's description, for programs and for people. */
@ApiExcludeController()
@Open()
@Controller()
export class DocsController {
  constructor(@Inject(ApiDocument) private readonly document: ApiDocument) {}

  @Get('api/v1/openapi.json')
  async openapi(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('content-type', 'application/json; charset=utf-8').send(this.document.json);
  }

  @Get('docs')
  async page(@Res() reply: FastifyReply): Promise<void> {
    await send(reply, 'text/html; charset=utf-8', PAGE);
  }

  @Get('docs/page.js')
  async script(@Res() reply: FastifyReply): Promise<void> {
    await send(reply, 'text/javascript; charset=utf-8', SCRIPT);
  }

  @Get('docs/:file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
    if (type === undefined) return void answer<string>(notFound('page'));
    await send(reply, type, createReadStream(join(FOLDER, file)));
  }
}

async function send(reply: FastifyReply, type: string, body: string | Readable): Promise<void> {
  await reply
    .header('content-type', type)
    .header('content-security-policy', POLICY)
    .header('cache-control', 'no-cache')
    .send(body);
}
