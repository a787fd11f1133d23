// The process that is a whole fleet of agents, and what it is asked.
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const ALL_WITHIN_MS = 420_000;
const LOOK_MS = 250;

class Simulator {
  #process;
  #processes;
  #lines;

  /** `program`, `identities` and `authority` are files; the agents dial `url`. */
  constructor({ folder, processes }, { name, program, url, authority, identities }) {
    const state = path.join(folder, `spools-${name}`);
    fs.mkdirSync(state);
    this.#processes = processes;
    this.#process = processes.start(
      `simulator-${name}`,
      process.execPath,
      ['--max-old-space-size=8192', program, 'run', url, authority, identities, state],
      { stdin: 'pipe', stdout: 'pipe' },
    );
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** One of the simulator's commands; what it was since the last one: sessions `up`, bells `hearing`, heartbeats and their round trips. */
  async told(command = 'tell') {
    this.alive();
    this.#process.stdin.write(`${command}\n`);
    const { value } = await this.#lines.next();
    this.alive();
    return JSON.parse(value);
  }

  /** @throws Error with its last words, when it is not. */
  alive() {
    const { name, how } = this.#process;
    if (how) throw new Error(`${name} ended with ${how}\n${this.#processes.lastLines(name)}`);
  }

  end() {
    return this.#process.end(1_000);
  }
}

/** A fleet in several such processes, each with its part of the agents. */
export class Simulators {
  #simulators;
  #agents;

  constructor(measure, { name, program, urls, authority, parts }) {
    this.#agents = parts.reduce((sum, { agents }) => sum + agents, 0);
    this.#simulators = parts.map(
      ({ identities }, part) =>
        new Simulator(measure, { name: `${name}-${part}`, program, url: urls[part], authority, identities }),
    );
  }

  /** Sums over the parts; of round trips those of the part where they took longest. */
  async told(command) {
    const all = await Promise.all(this.#simulators.map((one) => one.told(command)));
    const sum = (of) => all.reduce((total, one) => total + one[of], 0);
    const most = (of) => Math.max(...all.map((one) => one[of]));
    const [up, hearing, heartbeats] = ['up', 'hearing', 'heartbeats'].map(sum);
    return { up, hearing, heartbeats, p50: most('p50'), p99: most('p99') };
  }

  /** Seconds until all agents are so, or `count` of them. */
  async all(what, count = this.#agents) {
    const start = performance.now();
    for (;;) {
      const seen = (await this.told())[what];
      const ms = performance.now() - start;
      if (seen >= count) return ms / 1000;
      if (ms > ALL_WITHIN_MS)
        throw new Error(`${what}: ${seen} of ${count} after ${(ms / 1000).toFixed(0)} s`);
      await pause(LOOK_MS);
    }
  }

  /** Until fewer than all are up: they have noticed. */
  async someLost() {
    while ((await this.told()).up >= this.#agents) await pause(LOOK_MS / 5);
  }

  alive() {
    for (const one of this.#simulators) one.alive();
  }

  async end() {
    for (const one of this.#simulators) await one.end();
  }
}
