// A pool whose scanner hosts are virtual machines, brought up on this machine: a libvirtd of its own, a bridge with something to scan on it, the
// appliance, a private installation; and a scan by a machine that did not exist before, and does not exist afterwards. Needs root.
//
//   npm run libvirt-pool                  stays up until Ctrl-C
//   npm run libvirt-pool -- --once        ends when the machine is gone: exit code 0, or 1 when the scan did not finish
//   npm run libvirt-pool -- --kvm         with the processor's own virtualisation; without it machines are emulated
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startMail } from './services/mail.mjs';
import { ROOT, ensureBuilt, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';
import { until } from './services/waiting.mjs';
import { attended } from './start/attended.mjs';
import { findingsTable } from './start/display.mjs';
import { follow } from './start/follow.mjs';
import { Installation } from './start/installation.mjs';

const FOLDER = path.join(ROOT, '.scanfleet', 'libvirt');
const APPLIANCE = path.join(ROOT, '.scanfleet', 'appliance');
const BRIDGE = 'scanfleet0';
const NETWORK = '10.79.251';
const IDLE_SECONDS = 10;
const TARGET = `require('node:http').createServer((_, answer) => answer.end('here')).listen(8080)`;

const { values: options } = parseArgs({
  options: { once: { type: 'boolean', default: false }, kvm: { type: 'boolean', default: false } },
});
const say = (text) => process.stdout.write(`${text}\n`);
const bridge = (...args) => run('sh', path.join(ROOT, 'scripts', 'services', 'bridge.sh'), ...args);

await attended(FOLDER, work, {
  prepare: () => {
    if (process.getuid() !== 0) throw new Error('Bridges and machines are root’s: sudo npm run libvirt-pool');
    ensurePackages('libvirt');
    ensurePackagesInstalled();
  },
  after: () => bridge('down', BRIDGE),
});

async function work({ processes, signal }) {
  say('Building');
  await ensureBuilt();
  say('Making the appliance');
  run('npm', 'run', '-s', 'appliance', '--', APPLIANCE);
  say('Making the bridge');
  bridge('down', BRIDGE);
  bridge('up', BRIDGE, NETWORK);
  processes.start('target', 'ip', ['netns', 'exec', BRIDGE, process.execPath, '-e', TARGET]);
  say('Starting libvirtd');
  const uri = await startLibvirtd(processes);
  const mail = await startMail(processes, { folder: path.join(FOLDER, 'mail'), onMail: () => {} });
  const installation = new Installation(FOLDER, processes);
  await installation.start({
    ...{ say, at: `${NETWORK}.1` },
    settings: { ...mail.settings, SCANFLEET_PROVISIONERS_FILE: provisioners(uri) },
  });
  const { api, first, url, tokenFile } = installation;
  await api.put(`/pools/${first.poolId}/provisioning`, {
    ...{ provisioner: 'machines', onDemand: true, min: 0, max: 2, slotsPerHost: 2 },
    ...{ idleSeconds: IDLE_SECONDS, bootSeconds: 300 },
  });
  const finished = await scan(api, first, signal);
  await gone(api, first.poolId, signal);
  if (options.once || !finished) return finished ? 0 : 1;
  say(`API           ${url}/api/v1`);
  say(`Token         ${path.relative(process.cwd(), tokenFile)}`);
  say(`Machines      virsh -c '${uri}' list`);
  say('Ctrl-C ends everything.');
  return new Promise(() => {});
}

async function startLibvirtd(processes) {
  const folder = path.join(FOLDER, 'libvirtd');
  // Machines of a start that was killed run on, and would hold their names.
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const script = path.join(ROOT, 'scripts', 'services', 'libvirtd.sh');
  const args = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'];
  processes.start('libvirtd', 'unshare', [...args, 'sh', script, folder]);
  const uri = `qemu+unix:///system?socket=${path.join(folder, 'run', 'libvirt-sock')}`;
  const answers = () => spawnSync('virsh', ['-q', '-c', uri, 'list']).status === 0;
  await until('libvirtd', answers, { timeoutMs: 120_000, everyMs: 200 });
  return uri;
}

function provisioners(uri) {
  const file = path.join(FOLDER, 'provisioners.json');
  const machines = {
    ...{ driver: 'libvirt', uri, type: options.kvm ? 'kvm' : 'qemu', folder: path.join(FOLDER, 'machines') },
    ...{ kernel: path.join(APPLIANCE, 'vmlinuz'), initrd: path.join(APPLIANCE, 'initrd.img') },
    ...{ bridge: BRIDGE, cidr: `${NETWORK}.0/26`, most: 2 },
  };
  fs.writeFileSync(file, JSON.stringify({ provisioners: { machines } }));
  return file;
}

async function scan(api, first, signal) {
  const name = 'on the bridge';
  const networks = await api.all('/networks');
  const network =
    networks.find((one) => one.name === name) ??
    (await api.post('/networks', { name, cidrs: [`${NETWORK}.0/26`], poolId: first.poolId }));
  const job = await api.job({ name, networkId: network.id, targets: [`${NETWORK}.62`], preset: 'standard' });
  const { id } = await api.start(job.id);
  say(`Scanning ${NETWORK}.62 by a machine that does not exist yet`);
  let told = '';
  const onChange = ({ state, reason }) => {
    const line = `${state.padEnd(14)}${reason ?? ''}`.trimEnd();
    if (line !== told) say((told = line));
  };
  const ended = await follow(api, id, { onChange, signal });
  const findings = await api.findings(id);
  say(`\n${findingsTable(findings)}\n`);
  return ended.state === 'Finished' && ended.processed;
}

async function gone(api, poolId, signal) {
  say(`Waiting until the machine is idle for ${IDLE_SECONDS} seconds, and gone`);
  const living = async () => {
    signal.throwIfAborted();
    const hosts = await api.all(`/hosts?poolId=${poolId}`);
    return hosts.every(({ state }) => state === 'gone' || state === 'failed');
  };
  await until('the machine to be gone', living, { timeoutMs: 120_000, everyMs: 500 });
  say('The machine is gone.');
}

function run(file, ...args) {
  const { status, stderr, error } = spawnSync(file, args, { encoding: 'utf8', cwd: ROOT });
  if (status !== 0) throw new Error(error?.message ?? `${file} ${args.join(' ')}\n${stderr}`);
}
