import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

/** A call as a webhook's receiver got it. */
export interface Called {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on 127.0.0.1; over TLS with a certificate. */
export class Receiver {
  readonly calls: Called[] = [];
  /** The status of the next answers; 204 when there is none left. */
  readonly answers: number[] = [];
  private server: http.Server | undefined;
  port = 0;

  constructor(private readonly tls?: { key: string; cert: string }) {}

  async start(): Promise<void> {
    const answer: http.RequestListener = (request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (part: string) => (body += part));
      request.on('end', () => {
        this.calls.push({ path: request.url ?? '', headers: request.headers, body });
        const status = this.answers.shift() ?? 204;
        response.writeHead(status, status >= 300 && status < 400 ? { location: `${this.url}/moved` } : {});
        response.end();
      });
    };
    const server = this.tls ? https.createServer(this.tls, answer) : http.createServer(answer);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  get url(): string {
    return this.tls ? `https://localhost:${this.port}` : `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  at(path: string): Called[] {
    return this.calls.filter((call) => call.path === path);
  }
}
