// The same rows without the product: Nest, Fastify and the driver, one statement a request. Prints its port.
import 'reflect-metadata';
import { createRequire } from 'node:module';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { ROOT } from '../../scripts/services/packages.mjs';

const load = createRequire(path.join(ROOT, 'control-plane', 'server', 'package.json'));
const { Controller, Get, Module } = load('@nestjs/common');
const { NestFactory } = load('@nestjs/core');
const { FastifyAdapter } = load('@nestjs/platform-fastify');

const { ledger, sql, values } = JSON.parse(process.env.BARE_LISTS);
const pool = mysql.createPool({ ...ledger, connectionLimit: 16, timezone: 'Z' });

class Lists {
  async list() {
    const [items] = await pool.query(sql, values);
    return { items, nextCursor: null };
  }
}
Get()(Lists.prototype, 'list', Object.getOwnPropertyDescriptor(Lists.prototype, 'list'));
Controller('findings')(Lists);

class Rooms {}
Module({ controllers: [Lists] })(Rooms);

const app = await NestFactory.create(Rooms, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.stdout.write(`${app.getHttpServer().address().port}\n`);
process.once('SIGTERM', async () => {
  await app.close();
  await pool.end();
});
