// A private nats-server with a given configuration file.
import fs from 'node:fs';
import { program } from './programs.mjs';
import { greeting, until } from './waiting.mjs';

/**
 * Starts nats-server with `config`, which says where it listens on 127.0.0.1, and waits until it greets.
 * Returns {port, stop()}.
 */
export async function startNats(processes, { config, name = 'nats' }) {
  const port = portIn(fs.readFileSync(config, 'utf8'));
  const server = processes.start(name, program('nats-server'), ['-c', config]);
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
