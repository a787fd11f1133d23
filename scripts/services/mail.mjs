// A private SMTP server that keeps every mail as a file (mail-sink.mjs).
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { preferredPort } from './ports.mjs';
import { greeting, until } from './waiting.mjs';

const SINK = path.join(import.meta.dirname, 'mail-sink.mjs');

/**
 * Starts the sink over `folder` and waits until it greets. `onMail({to, file})` hears of each mail. Returns {port,
 * folder, settings, count()}: `settings` have the control plane send there, `count` is of the mails in the folder.
 */
export async function startMail(processes, { folder, port = 2525, name = 'mail', onMail = () => {} }) {
  const chosen = await preferredPort(port);
  const sink = processes.start(name, process.execPath, [SINK, String(chosen), folder], { stdout: 'pipe' });
  createInterface({ input: sink.stdout }).on('line', (line) => onMail(JSON.parse(line)));
  const abort = () => sink.how && `ended with ${sink.how}\n${processes.lastLines(name)}`;
  await until('The mail sink', () => greets(chosen), { timeoutMs: 20_000, abort });
  return {
    port: chosen,
    folder,
    settings: {
      SCANFLEET_SMTP_URL: `smtp://127.0.0.1:${chosen}`,
      SCANFLEET_SMTP_FROM: 'scanfleet@localhost',
    },
    count: () => fs.readdirSync(folder).filter((file) => file.endsWith('.eml')).length,
  };
}

async function greets(port) {
  return (await greeting({ port, host: '127.0.0.1' })).toString('latin1').startsWith('220');
}
