// Free ports on the loopback interface.
import net from 'node:net';

/**
 * Asks the kernel for `count` free TCP ports on 127.0.0.1. They are held together while asking, so no two
 * are the same. Another program may still take one before it is used: whoever listens must report that.
 */
export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** True when nothing listens on this port of 127.0.0.1 now. */
export async function isFree(port) {
  try {
    const server = await listen(port);
    await new Promise((closed) => server.close(closed));
    return true;
  } catch {
    return false;
  }
}

/** `wanted` if it is a free port, else some other free port. A second start thus keeps its addresses. */
export async function preferredPort(wanted) {
  if (Number.isInteger(wanted) && wanted > 0 && (await isFree(wanted))) return wanted;
  const [port] = await freePorts(1);
  return port;
}

function listen(port) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}
