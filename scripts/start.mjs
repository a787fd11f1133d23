// The whole product on this machine, privately, under .scanfleet/: database, bell, control plane, two agents,
// and a scan of this machine. Mails are delivered nowhere: they become files under .scanfleet/mail/.
//
//   npm start                          scans, shows the findings, stays up until Ctrl-C
//   npm start -- --target 127.0.0.2    scans further loopback addresses too; can be repeated
//   npm start -- --once [--json]       ends after the scan: exit code 0, or 1 when it did not finish;
//                                      --json: the last line on standard output is one JSON object
//   npm run dev                        no scan; builds and restarts what changed
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startMail } from './services/mail.mjs';
import { ROOT, ensureBuilt, ensurePackagesInstalled } from './services/packages.mjs';
import { ensurePackages } from './services/prerequisites.mjs';
import { endOf } from './services/processes.mjs';
import { attended } from './start/attended.mjs';
import { restartOnChange } from './start/development.mjs';
import { Progress, findingsTable } from './start/display.mjs';
import { follow } from './start/follow.mjs';
import { Installation } from './start/installation.mjs';

const FOLDER = path.join(ROOT, '.scanfleet');
const HOSTS = path.join(FOLDER, 'hosts');
const AGENTS = 2;

const options = readOptions();
const out = options.json ? process.stderr : process.stdout;
const say = (text) => out.write(`${text}\n`);
let drawing = false;
const waitingMails = [];

await attended(FOLDER, work, {
  prepare: () => {
    ensurePackages('start');
    ensurePackagesInstalled();
  },
  // They end with the control plane, by themselves.
  after: () => endOf(HOSTS),
});

async function work({ processes, signal, atEnd }) {
  say('Building');
  await ensureBuilt();
  const installation = new Installation(FOLDER, processes);
  say('Starting the mail sink');
  const mail = await startMail(processes, { folder: path.join(FOLDER, 'mail'), onMail: announce });
  await installation.start({ say, settings: { ...mail.settings, ...installation.hostSettings() } });
  await installation.api.mailRule(installation.first.adminEmail);
  say('Starting two agents');
  atEnd(() => installation.removeHosts());
  await installation.makeHosts(AGENTS);
  if (options.dev) {
    whereToGoOn(installation, mail);
    return restartOnChange(installation, AGENTS, { say, signal });
  }
  const { scan, findings } = await scanThisMachine(installation, signal);
  if (options.json) process.stdout.write(`${JSON.stringify(result(scan, findings))}\n`);
  const finished = scan.state === 'Finished' && scan.processed;
  if (options.once || !finished) return finished ? 0 : 1;
  whereToGoOn(installation, mail);
  return new Promise(() => {});
}

async function scanThisMachine({ api, first }, signal) {
  const targets = [...new Set(['127.0.0.1', ...options.target])];
  const job = await api.job({
    name: nameFor(targets),
    networkId: first.networkId,
    targets,
    preset: 'standard',
    // Over loopback all ports cost a second or two, and whatever listens on this machine is found.
    options: { ports: { kind: 'all' } },
  });
  const { id } = await api.start(job.id);
  say(`Scanning ${targets.join(', ')}`);
  const progress = new Progress(out);
  drawing = true;
  const scan = await follow(api, id, { onChange: (now) => progress.show(now), signal });
  progress.end();
  drawing = false;
  for (const one of waitingMails.splice(0)) announce(one);
  const findings = await api.findings(id);
  say(findings.length > 0 ? `\n${findingsTable(findings)}\n` : '\nNothing was found.\n');
  if (scan.state !== 'Finished') say(`The scan ended in ${scan.state}: ${scan.reason ?? ''}`);
  for (const note of scan.notes ?? []) say(note);
  return { scan, findings };
}

/** One job for each choice of targets, found again at the next start with the same choice. */
function nameFor(targets) {
  if (targets.length === 1) return 'this machine';
  const all = `this machine: ${targets.join(', ')}`;
  if (all.length <= 120) return all;
  return `${all.slice(0, 100)}… ${createHash('sha256').update(all).digest('hex').slice(0, 12)}`;
}

/** The object that --json prints: as the API has them, and how many addresses the scan was of. */
function result(scan, findings) {
  return { scan: { ...scan, targets: scan.progress.targetsTotal }, findings };
}

/** Mails come when they do: never into the middle of a line that is still being drawn. */
function announce({ to, file }) {
  if (drawing) waitingMails.push({ to, file });
  else say(`Mail for ${to}: ${path.relative(process.cwd(), file)}`);
}

function whereToGoOn({ url, tokenFile, first, folder }, mail) {
  const token = path.relative(process.cwd(), tokenFile);
  say(`API           ${url}/api/v1`);
  say(`Documentation ${url}/docs`);
  say(`Token         ${token}`);
  say(
    `Log in as     ${first.adminEmail}, password in ${path.relative(process.cwd(), first.adminPasswordFile)}`,
  );
  say(`Mails         ${path.relative(process.cwd(), mail.folder)}/ (${mail.count()} there)`);
  say(`Logs          ${path.relative(process.cwd(), path.join(folder, 'logs'))}/`);
  say(`Try           curl -H "Authorization: Bearer $(cat ${token})" ${url}/api/v1/findings`);
  say('Ctrl-C ends everything.');
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        target: { type: 'string', multiple: true, default: [] },
      },
    });
    return values;
  } catch (error) {
    process.stderr.write(`${error.message}\nUsage: npm start -- [--once] [--json] [--target ADDRESS]...\n`);
    process.exit(2);
  }
}
