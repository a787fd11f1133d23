// Asks the control plane for a join token, unless the agent whose state this is has joined already. Run before the agent, by something that may
// hold an API token of the fleet's administrator: the agent itself, which meets hostile systems, never sees that one.
//
//   node join.mjs API POOL_ID TOKEN_FILE STATE JOIN_FILE      API: http(s)://host:port of the control plane
import fs from 'node:fs';
import path from 'node:path';

const [api, poolId, tokenFile, state, joinFile] = process.argv.slice(2);
if (joinFile === undefined) {
  process.stderr.write('usage: join.mjs API POOL_ID TOKEN_FILE STATE JOIN_FILE\n');
  process.exit(2);
}
if (fs.existsSync(path.join(state, 'identity.json'))) process.exit(0);
const response = await fetch(`${api}/api/v1/pools/${encodeURIComponent(poolId)}/join-tokens`, {
  method: 'POST',
  headers: { authorization: `Bearer ${fs.readFileSync(tokenFile, 'utf8').trim()}` },
  redirect: 'error',
  signal: AbortSignal.timeout(30_000),
});
const body = await response.json().catch(() => ({}));
if (!response.ok) {
  process.stderr.write(`${response.status} ${body.code ?? ''} ${body.reason ?? ''}\n`);
  process.exit(1);
}
fs.writeFileSync(joinFile, `${body.token}\n`, { mode: 0o600 });
