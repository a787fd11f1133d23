import { mkdirSync, rmSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { join } from 'node:path';
import { systemClock } from './clock';
import type { Config } from './config';
import { makeEngines, ownAddresses, probeEngines } from './engines';
import { KeeperClient, type KeeperNotice, type KeeperProgram } from './keeper';
import { Identities, Link, Refused, type Timings, newBellKey, newBellLine } from './link';
import type { BellLine } from './link';
import { type Log, reasonOf, recentLines, stderrLog } from './log';
import { programsIn } from './newer';
import { SelfUpdate } from './update';
import { ContentCache, Crew, Spool } from './work';

/** Exit codes of the daemon. */
const ENDED = 0;
const FAILED = 1;
/** The control plane will not have this agent: starting again does not help. */
const REFUSED = 3;

/** Ending the tools (TERM, ten seconds, KILL) and delivering what is finished may take this long when the agent is asked to go. */
const LEAVE_WITHIN_MS = 25_000;
const CHECK_CERTIFICATE_MS = 10 * 60_000;

/** Runs the agent until a signal ends it or the control plane refuses it. Answers with the exit code. */
export async function runDaemon(
  config: Readonly<Config>,
  version: string,
  keeperProgram: KeeperProgram,
): Promise<number> {
  const clock = systemClock;
  const log = stderrLog;
  const address = { url: config.controlPlane, ca: config.ca };
  const { stateDir, joinToken, name } = config;
  const identities = new Identities(address, { stateDir, joinToken, hostname: name }, clock, log);
  const content = new ContentCache(
    join(stateDir, 'content'),
    (sha256, offset) => link.getContentPart(sha256, offset),
    clock,
  );
  const scratch = freshFolder(join(stateDir, 'scratch'));
  const engines = makeEngines({ nmap: config.nmap, scratch, content });
  const bellKey = newBellKey();
  let keeper: Promise<KeeperClient> | null = null;
  let bell: BellLine | null = null;
  let fail: (thrown: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));

  let update: SelfUpdate | null = null;
  let restart: (reason: string) => void = () => undefined;
  const updated = new Promise<string>((resolve) => (restart = resolve));
  if (config.updateKey) {
    const programs = programsIn(stateDir, config.updateKey);
    const fetchPart = (sha256: string, offset: number) => link.getContentPart(sha256, offset);
    update = new SelfUpdate({ programs, version, fetchPart, clock, log, restart });
  }

  const crew = new Crew({
    engines,
    verdicts: probeEngines(engines),
    addresses: ownAddresses,
    slots: config.slots,
    deny: config.deny,
    options: optionsOf(config),
    recent: () => recentLines.all(),
    spool: new Spool(join(stateDir, 'spool'), config.spoolBytes),
    clock,
    log,
    introduction: {
      agentVersion: version,
      hostname: name,
      platform: `${platform()} ${arch()} ${release()}`,
      bellPublicKey: bellKey.publicKey,
    },
    keeper: (timings) => {
      keeper = startKeeper(config, identities.agentId, timings, keeperProgram, log);
      keeper.catch(fail);
      return keeper;
    },
    bell: (listener) => (bell = newBellLine(bellKey, listener, clock, log)),
    answered: (wanted) => {
      update?.works();
      if (wanted) void update?.wanted(wanted);
    },
  });
  const link: Link = new Link(address, identities, crew, clock, log);
  const renewal = clock.every(CHECK_CERTIFICATE_MS, () => void identities.renewIfDue().catch(fail));

  const asked = askedToGo(log);
  let code = ENDED;
  try {
    const running = link.run();
    running.catch(() => undefined);
    // What is held is brought to its end before the newer program takes over, unless the agent is asked to go.
    const finished = updated.then((reason) => crew.finish().then(() => reason));
    const reason = await Promise.race([asked, finished, running.then(() => ''), failed]);
    const late = new Promise<void>((resolve) => clock.after(LEAVE_WITHIN_MS, resolve));
    await Promise.race([crew.leave(reason), late, failed]);
    link.close();
    await Promise.race([running, late]);
  } catch (thrown) {
    log.error('the agent ends', { reason: reasonOf(thrown) });
    code = thrown instanceof Refused ? REFUSED : FAILED;
  }
  renewal.clear();
  await end(bell, keeper);
  return code;
}

/** For people; without what is a secret, and what others know better. */
function optionsOf({
  controlPlane,
  stateDir,
  slots,
  name,
  spoolBytes,
  nmap,
  deny,
}: Readonly<Config>): object {
  return { controlPlane: controlPlane.origin, stateDir, slots, name, spoolBytes, nmap, deny };
}

/** Empty: what an earlier life left in it is of no use. */
function freshFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The bell and the keeper are assigned inside callbacks, which the compiler does not see from where they are closed. */
async function end(bell: BellLine | null, keeper: Promise<KeeperClient> | null): Promise<void> {
  await bell?.close().catch(() => undefined);
  await keeper?.then((client) => client.close()).catch(() => undefined);
}

function startKeeper(
  { stateDir, host }: Pick<Config, 'stateDir' | 'host'>,
  agentId: string,
  { killGraceMs }: Timings,
  program: KeeperProgram,
  log: Log,
): Promise<KeeperClient> {
  return KeeperClient.start({
    dir: join(stateDir, 'keeper'),
    agent: agentId,
    host,
    program,
    killGraceMs,
    onNotice: (notice) => tell(notice, log),
  });
}

function tell(notice: KeeperNotice, log: Log): void {
  switch (notice.kind) {
    case 'leftovers ended':
      return log.warn('processes of an earlier life were ended', { processes: notice.processes });
    case 'fewer powers':
      return log.info('the keeper runs with fewer powers', { missing: notice.missing });
    case 'keeper lost':
      return log.error('the keeper was lost', { how: notice.how, tools: notice.tools });
  }
}

/** Settles at the first signal; the second ends the process at once, and the keeper ends the tools. */
function askedToGo(log: Log): Promise<string> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(FAILED);
        asked = true;
        log.info('going down', { signal });
        resolve('the agent is going down');
      });
    }
  });
}
