import { RequestMethod, type INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access, type Area } from '../../control-plane/server/src/auth';

/** What a route asks of its caller; `own`: only that there is one. */
export type Needs = 'own' | { area: Area; level: 'read' | 'full' };

/** Every guarded route of the application as `METHOD /path`, with what its decorators say. */
export function accessOf(app: INestApplication): Map<string, Needs> {
  const found = new Map<string, Needs>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prefix = String(Reflect.getMetadata(PATH_METADATA, metatype) ?? '');
      const handlers = metatype.prototype as Record<string, unknown>;
      for (const name of Object.getOwnPropertyNames(handlers)) {
        const handler = handlers[name];
        if (typeof handler !== 'function') continue;
        const path: unknown = Reflect.getMetadata(PATH_METADATA, handler);
        const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, metatype)) as
          Access | undefined;
        if (path === undefined || !access || access.open) continue;
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
        const url = `/${[prefix, ...[path].flat().map(String)].join('/')}`
          .replaceAll(/\/+/g, '/')
          .replace(/(.)\/$/, '$1');
        found.set(`${method} ${url}`, access.own ? 'own' : { area: access.area, level: access.level });
      }
    }
  }
  return found;
}
