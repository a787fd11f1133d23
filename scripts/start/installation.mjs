// A private installation in one folder: database, bell, control plane, agents. Used by npm start and the bench.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Api } from '../api.mjs';
import { startMariadb } from '../services/mariadb.mjs';
import { startNats } from '../services/nats.mjs';
import { ROOT } from '../services/packages.mjs';
import { preferredPort } from '../services/ports.mjs';
import { until } from '../services/waiting.mjs';

const SERVER = path.join(ROOT, 'control-plane', 'server', 'dist', 'main.js');
const BUNDLE = path.join(ROOT, 'agent', 'dist', 'scanfleet-agent.js');

export class Installation {
  #processes;
  #environment;
  #agents = new Map();

  /** `processes` owns whatever is started; `folder` keeps everything, between starts too. */
  constructor(folder, processes) {
    this.folder = folder;
    this.#processes = processes;
  }

  /**
   * Starts everything but the agents, in the order in which one needs the other, and makes the first tenant,
   * network and pool. `say(text)` hears what is being done. `settings` are further environment variables. `at` is an
   * address of this machine at which agents that are elsewhere reach it too.
   */
  async start({ say = () => {}, settings = {}, at } = {}) {
    const keys = path.join(this.folder, 'keys');
    say('Preparing keys');
    const ports = await this.#ports();
    const everywhere = at === undefined ? '127.0.0.1' : '0.0.0.0';
    const names = at === undefined ? [] : ['--server-name', at];
    await this.#command(['init', keys, '--nats-listen', `${everywhere}:${ports.nats}`, ...names], {});
    say('Starting MariaDB');
    const ledger = await startMariadb(this.#processes, {
      folder: path.join(this.folder, 'mariadb'),
      port: ports.mariadb,
    });
    const { user, database, password, passwordFile } = await ledger.database('scanfleet');
    /** Statements as the server's administrator, without result. */
    this.administer = ledger.sql;
    this.ledger = { host: '127.0.0.1', port: ledger.port, user, password, database };
    say('Starting nats-server');
    await startNats(this.#processes, { config: path.join(keys, 'nats', 'nats.conf') });
    this.#environment = {
      SCANFLEET_DATABASE_URL: `mysql://${user}@127.0.0.1:${ledger.port}/${database}`,
      SCANFLEET_DATABASE_PASSWORD_FILE: passwordFile,
      SCANFLEET_KEYS: keys,
      SCANFLEET_HTTP_LISTEN: `127.0.0.1:${ports.http}`,
      SCANFLEET_FLEET_LISTEN: `${everywhere}:${ports.fleet}`,
      SCANFLEET_FLEET_URL: `https://${at ?? '127.0.0.1'}:${ports.fleet}`,
      SCANFLEET_NATS_SERVERS: ['127.0.0.1', ...(at === undefined ? [] : [at])]
        .map((host) => `${host}:${ports.nats}`)
        .join(),
      ...settings,
    };
    this.url = `http://127.0.0.1:${ports.http}`;
    this.fleetUrl = `https://127.0.0.1:${ports.fleet}`;
    this.authority = path.join(keys, 'ca.pem');
    say('Migrating the database');
    await this.#command(['migrate'], this.#environment);
    this.first = JSON.parse(await this.#command(['bootstrap'], this.#environment));
    say('Starting the control plane');
    await this.startControlPlane();
    this.api = new Api(this.url, this.tokenFile);
  }

  /** Where the fleet administrator's API token lies. */
  get tokenFile() {
    return this.first.adminTokenFile;
  }

  async startControlPlane() {
    this.controlPlane = await this.#replica('control-plane', this.url, {});
  }

  /** Starts another replica beside the first, on these ports of 127.0.0.1; gives its process. */
  async startReplica(name, { http, fleet }) {
    return this.#replica(name, `http://127.0.0.1:${http}`, {
      SCANFLEET_HTTP_LISTEN: `127.0.0.1:${http}`,
      SCANFLEET_FLEET_LISTEN: `127.0.0.1:${fleet}`,
    });
  }

  async #replica(name, url, settings) {
    const env = { ...this.#environment, ...settings };
    const replica = this.#processes.start(name, process.execPath, [SERVER, 'serve'], { env });
    const abort = () => replica.how && `ended with ${replica.how}\n${this.#processes.lastLines(name)}`;
    await until('The control plane', () => Api.isReady(url), { timeoutMs: 60_000, abort });
    return replica;
  }

  /** Starts an agent by its name; the first time it joins the pool, later it is known by its certificate. */
  async startAgent(name, { args = [] } = {}) {
    const state = path.join(this.folder, 'agents', name);
    fs.mkdirSync(state, { recursive: true, mode: 0o700 });
    const known = fs.existsSync(path.join(state, 'identity.json'));
    // By the environment: an argument list can be read by every user of the machine.
    const env = known ? {} : { SCANFLEET_AGENT_JOIN: await this.api.joinToken(this.first.poolId) };
    const options = [
      '--control-plane',
      this.fleetUrl,
      '--ca',
      this.authority,
      '--state',
      state,
      '--name',
      name,
      ...args,
    ];
    const agent = this.#processes.start(name, process.execPath, [BUNDLE, ...options], { env });
    this.#agents.set(name, agent);
    return agent;
  }

  /**
   * Has the process driver make `count` scanner hosts for the first pool, and waits until their agents are ready. Those of an
   * earlier start are gone with their control plane: what the ledger still has of them is removed.
   */
  async makeHosts(count) {
    const { poolId } = this.first;
    await this.#deleteHosts();
    await this.api.put(`/pools/${poolId}/provisioning`, {
      ...{
        provisioner: 'here',
        onDemand: false,
        min: count,
        max: count,
        slotsPerHost: 4,
        createsAMinute: 60,
      },
      ...{ idleSeconds: 3_600, bootSeconds: 60 },
    });
    const abort = () => this.controlPlane.how && `the control plane ended with ${this.controlPlane.how}`;
    const ready = async () => {
      const hosts = await this.api.all(`/hosts?poolId=${poolId}`);
      return hosts.filter(({ state }) => state === 'ready' || state === 'busy').length >= count;
    };
    await until('The agents', ready, { timeoutMs: 60_000, everyMs: 100, abort });
  }

  /** Removes them, and waits until their agents have left. */
  async removeHosts() {
    await this.#deleteHosts();
    const gone = async () => (await this.#livingHosts()).length === 0;
    await until('The agents', gone, { timeoutMs: 10_000, everyMs: 100 });
  }

  async #deleteHosts() {
    for (const { id } of await this.#livingHosts())
      await this.api.delete(`/hosts/${id}`).catch((error) => {
        // It is on its way out, or was found to be gone meanwhile.
        if (error.code !== 'host-state') throw error;
      });
  }

  async #livingHosts() {
    const hosts = await this.api.all(`/hosts?poolId=${this.first.poolId}`);
    return hosts.filter(({ state }) => state !== 'gone' && state !== 'failed');
  }

  /** What the control plane has to be told so that it can make them: its option of the provisioners' file. */
  hostSettings() {
    const file = path.join(this.folder, 'provisioners.json');
    const here = { driver: 'process', folder: path.join(this.folder, 'hosts'), agent: BUNDLE, tied: true };
    fs.writeFileSync(file, `${JSON.stringify({ provisioners: { here } })}\n`);
    return { SCANFLEET_PROVISIONERS_FILE: file };
  }

  /** Waits until as many agents as were started are ready for work. */
  async agentsReady() {
    const wanted = this.#agents.size;
    const abort = () => {
      const ended = [...this.#agents.values()].find((agent) => agent.how);
      return ended && `${ended.name} ended with ${ended.how}\n${this.#processes.lastLines(ended.name)}`;
    };
    const ready = async () => {
      const agents = await this.api.agents();
      return agents.filter(({ status }) => status === 'online' || status === 'busy').length >= wanted;
    };
    await until('The agents', ready, { timeoutMs: 60_000, everyMs: 100, abort });
  }

  agent(name) {
    return this.#agents.get(name);
  }

  /** The ports of the last start, so that addresses stay; others where those are taken. */
  async #ports() {
    const file = path.join(this.folder, 'ports.json');
    const last = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
    const wanted = { http: 8080, fleet: 8443, nats: 4222, ...last };
    const ports = {};
    for (const part of ['mariadb', 'nats', 'http', 'fleet']) ports[part] = await preferredPort(wanted[part]);
    fs.writeFileSync(file, `${JSON.stringify(ports)}\n`);
    return ports;
  }

  /** Runs a command of the control plane to its end; gives what it printed. */
  #command(args, env) {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [SERVER, ...args], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = { stdout: [], stderr: [] };
      for (const stream of ['stdout', 'stderr'])
        child[stream].on('data', (bytes) => said[stream].push(bytes));
      child.once('error', reject);
      child.once('close', (code) => {
        if (code === 0) resolve(Buffer.concat(said.stdout).toString('utf8'));
        else
          reject(
            new Error(`"control-plane ${args[0]}" failed:\n${Buffer.concat(said.stderr).toString('utf8')}`),
          );
      });
    });
  }
}
