import { bootTimeMs, systemClock } from '../clock';
import { KeeperClient, runKeeper } from './index';

/**
 * The program that the keeper's specs run, bundled: either the keeper itself, in one of three kinds, or a small agent that launches one tool and then waits to be killed.
 */
const [role = '', ...words] = process.argv.slice(2);

/** The argument of the role `agent`, as JSON. */
export interface FixtureAgent {
  dir: string;
  agent: string;
  host: string | null;
  run: string;
  keeperRole: string;
  script: string;
  deadlineInMs: number;
  killGraceMs: number;
}

/** What it prints, one line of JSON, once the tool has printed its first line. */
export interface FixtureReport {
  keeper: number;
  deadline: number;
  line: string;
}

async function runAgent(given: FixtureAgent): Promise<void> {
  const { dir, agent, host, killGraceMs, keeperRole } = given;
  const program = { file: __filename, args: [keeperRole] };
  const client = await KeeperClient.start({ dir, agent, host, killGraceMs, program });
  const deadline = bootTimeMs() + given.deadlineInMs;
  const tool = client
    .guard(given.run, deadline)
    .launch({ file: '/bin/sh', args: ['-c', given.script], stdin: '' });
  for await (const chunk of tool.stdout) {
    const report: FixtureReport = { keeper: client.keeperPid, deadline, line: String(chunk).trim() };
    process.stdout.write(`${JSON.stringify(report)}\n`);
  }
}

const [first = '', second = '', host = null] = words;
if (role === 'keeper') runKeeper(first, second, host);
if (role === 'keeper-without-powers') {
  runKeeper(first, second, host, systemClock, { parentDeathSignal: false, cgroups: false });
}
if (role === 'keeper-that-sleeps') {
  // SIGUSR2 stands for a night's suspension of the machine: boot time goes on, nothing else does.
  let asleepMs = 0;
  process.on('SIGUSR2', () => (asleepMs += 8 * 3_600_000));
  runKeeper(first, second, host, { ...systemClock, bootTimeMs: () => bootTimeMs() + asleepMs });
}
if (role === 'agent') void runAgent(JSON.parse(first) as FixtureAgent);
