// A balancer before two replicas, as operators have one: the second gets connections when the first is gone.
import fs from 'node:fs';
import path from 'node:path';
import { freePorts, isFree } from '../../scripts/services/ports.mjs';
import { program } from '../../scripts/services/programs.mjs';
import { until } from '../../scripts/services/waiting.mjs';

/** https://docs.haproxy.org/2.6/configuration.html */
const configuration = (port, first, second) => `
global
  maxconn 9000
defaults
  mode tcp
  option redispatch
  retries 2
  timeout connect 2s
  timeout client 1h
  timeout server 1h
listen fleet
  bind 127.0.0.1:${port}
  server first 127.0.0.1:${first} check inter 200ms fall 1
  server second 127.0.0.1:${second} check inter 200ms backup
`;

/** Starts it; gives the URL that agents dial. */
export async function startBalancer({ folder, processes }, name, [first, second]) {
  const [port] = await freePorts(1);
  const file = path.join(folder, `${name}.cfg`);
  fs.writeFileSync(file, configuration(port, first, second));
  const haproxy = processes.start(name, program('haproxy'), ['-db', '-f', file]);
  const abort = () => haproxy.how && `ended with ${haproxy.how}\n${processes.lastLines(name)}`;
  await until('haproxy', async () => !(await isFree(port)), { timeoutMs: 10_000, abort });
  return `https://127.0.0.1:${port}`;
}
