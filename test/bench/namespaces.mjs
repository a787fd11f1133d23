// Two network namespaces: a scanner's, and behind it a router that swallows a range of addresses.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const NAME = /^sf(scan|void)(\d+)$/;

/** Why namespaces cannot be made here; undefined when they can. */
export function whyNot() {
  if (process.geteuid() !== 0) return 'needs root, for network namespaces';
  try {
    ip('netns', 'list');
    return undefined;
  } catch {
    return 'needs ip(8) of iproute2';
  }
}

/**
 * Makes the two and gives {scanner, remove()}: from the namespace named `scanner` every packet to `range` goes
 * through a veth into a black hole, so that nothing ever answers. They are removed when this process ends,
 * too, also by SIGINT or SIGTERM; what a killed one left is removed here.
 */
export function silentRange(range) {
  removeLeftovers();
  const scanner = `sfscan${process.pid}`;
  const router = `sfvoid${process.pid}`;
  const remove = guarded(() => [scanner, router].forEach(removeNamespace));
  try {
    ip('netns', 'add', scanner);
    ip('netns', 'add', router);
    ip('link', 'add', 'toward', 'netns', scanner, 'type', 'veth', 'peer', 'name', 'from', 'netns', router);
    for (const [namespace, device, address] of [
      [scanner, 'toward', '10.66.0.1/30'],
      [router, 'from', '10.66.0.2/30'],
    ]) {
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
      ip('-n', namespace, 'address', 'add', address, 'dev', device);
      ip('-n', namespace, 'link', 'set', device, 'up');
    }
    ip('-n', scanner, 'route', 'add', range, 'via', '10.66.0.2');
    ip('-n', router, 'route', 'add', 'blackhole', range);
    ip('netns', 'exec', router, 'sh', '-c', 'echo 1 >/proc/sys/net/ipv4/ip_forward');
    return { scanner, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** `undo` once: when called, or when this process ends in a way that can be noticed. */
function guarded(undo) {
  const stop = () => {
    process.off('exit', stop);
    for (const [signal, end] of ends) process.off(signal, end);
    undo();
  };
  const ends = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ].map(([signal, code]) => [signal, () => process.exit(code)]);
  process.once('exit', stop);
  for (const [signal, end] of ends) process.once(signal, end);
  return stop;
}

/** Namespaces of ours whose maker is gone. */
function removeLeftovers() {
  for (const line of ip('netns', 'list').split('\n')) {
    const [name] = line.split(' ');
    const maker = NAME.exec(name)?.[2];
    if (maker !== undefined && !fs.existsSync(`/proc/${maker}`)) removeNamespace(name);
  }
}

function removeNamespace(name) {
  try {
    ip('netns', 'delete', name);
  } catch {
    // It was never made, or is gone.
  }
}

function ip(...args) {
  return execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
