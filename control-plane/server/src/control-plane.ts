import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type BootOptions } from './app.module';
import { ApiDocument } from './docs.controller';
import { describeApi } from './open-api';
import { Clock, Database, Health, isMigrated, Log } from './platform';
import { httpAdapter, prepareHttp } from './platform/http';

/** A replica that serves. */
export interface ControlPlane {
  readonly app: NestFastifyApplication;
  /** http://host:port */
  readonly url: string;
  /** Serves no new request, ends its rounds and streams, and lets go of everything. */
  stop(): Promise<void>;
}

/** Puts the rooms together, starts what they start at boot, and listens. @throws Error when a part is missing. */
export async function startControlPlane(options: BootOptions): Promise<ControlPlane> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(options), httpAdapter(), {
    bodyParser: false,
    abortOnError: false,
    logger: ['error', 'warn', 'fatal'],
  });
  try {
    const log = app.get(Log);
    app.useLogger(nestLog(log));
    if (!(await isMigrated(app.get(Database).source)))
      throw new Error(
        'The database is older than this version: run "scanfleet-control-plane migrate" first.',
      );
    await prepareHttp(app);
    await app.init();
    app.get(ApiDocument).madeBy(() => describeApi(app));
    const { host, port } = options.config.httpListen;
    await app.listen(port, host);
    const { address, family, port: listening } = app.getHttpServer().address() as AddressInfo;
    const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${listening}`;
    return { app, url, stop: () => stop(app) };
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

const LOOK_MS = 50;
const ANSWER_WITHIN_MS = 5_000;

/**
 * Node closes the connections that are idle when the server stops listening, but one that answers just then
 * would be kept open for its next request: those are looked for until all are gone. After five seconds nobody
 * is waited for.
 */
async function stop(app: NestFastifyApplication): Promise<void> {
  const clock = app.get(Clock);
  const server = app.getHttpServer() as Server;
  const since = clock.monotonicMs();
  let cancel = (): void => undefined;
  const look = (): void => {
    if (clock.monotonicMs() - since > ANSWER_WITHIN_MS) server.closeAllConnections();
    else server.closeIdleConnections();
    cancel = clock.after(LOOK_MS, look);
  };
  app.get(Health).close();
  const closed = app.close();
  look();
  try {
    await closed;
  } finally {
    cancel();
  }
}

/** The application without its parts, for its description: no database, no bell. */
export async function describeOnly(options: BootOptions): Promise<string> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(options), httpAdapter(), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  return `${JSON.stringify(describeApi(app), null, 2)}\n`;
}

/** Nest's own words go where all others go. */
function nestLog(log: Log): LoggerService {
  const fields = (context: unknown[]) => ({
    context: context.filter((part) => typeof part === 'string').at(-1),
  });
  return {
    log: (message: unknown, ...context: unknown[]) => log.debug(fields(context), String(message)),
    warn: (message: unknown, ...context: unknown[]) => log.warn(fields(context), String(message)),
    error: (message: unknown, ...context: unknown[]) => log.error(fields(context), String(message)),
    fatal: (message: unknown, ...context: unknown[]) => log.error(fields(context), String(message)),
  };
}
