// A private nats-server with a given configuration file.
import fs from 'node:fs';
import { program } from './programs.mjs';
import { greeting, until } from './waiting.mjs';

/**
 * Starts nats-server with `config` and waits until it greets on 127.0.0.1, at `port` or else where the
 * configuration says. Returns {port, stop()}.
 */
export async function startNats(processes, { config, port: wanted, name = 'nats' }) {
  const port = wanted ?? portIn(fs.readFileSync(config, 'utf8'));
  const server = processes.start(name, program('nats-server'), [
    '-c',
    config,
    '-a',
    '127.0.0.1',
    '-p',
    String(port),
  ]);
  const abort = () => server.how && `ended with ${server.how}\n${processes.lastLines(name)}`;
  await until('nats-server', () => greets(port), { timeoutMs: 20_000, abort });
  return { port, stop: () => server.end() };
}

/** The port of a nats-server configuration: the first top-level `port: N` or `listen: "HOST:N"`. */
export function portIn(text) {
  const found = /^\s*port\s*[:=]\s*(\d+)/m.exec(text) ?? /^\s*listen\s*[:=]\s*"?[^"\s]*?:(\d+)/m.exec(text);
  if (!found) throw new Error('The configuration of nats-server names no port');
  return Number(found[1]);
}

async function greets(port) {
  return (await greeting({ port, host: '127.0.0.1' })).toString('latin1').startsWith('INFO ');
}
