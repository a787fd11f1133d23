// An SMTP server that delivers nothing: each mail becomes a file.
//
//   node scripts/services/mail-sink.mjs PORT FOLDER      prints one JSON object for each mail: {to, file}
import fs from 'node:fs';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';

const MOST_BYTES = 10 * 1024 * 1024;
const [port, folder] = process.argv.slice(2);
let mails = 0;

fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
const server = new SMTPServer({
  banner: 'scanfleet mail sink',
  disabledCommands: ['AUTH', 'STARTTLS'],
  size: MOST_BYTES,
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (bytes) => parts.push(bytes));
    stream.on('end', () => {
      if (stream.sizeExceeded)
        return done(Object.assign(new Error('The mail is too large'), { responseCode: 552 }));
      keep(Buffer.concat(parts), session.envelope.rcptTo);
      done(null, 'Kept');
    });
  },
});
server.on('error', (error) => process.stderr.write(`${error.message}\n`));
server.listen(Number(port), '127.0.0.1');
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close(() => process.exit(0)));

function keep(mail, recipients) {
  const to = recipients.map(({ address }) => address).join(',');
  // What a file name may hold, whoever the mail is for.
  const name = to.replaceAll(/[^a-zA-Z0-9@._-]/g, '_').slice(0, 80);
  const at = new Date().toISOString().replaceAll(':', '-');
  const file = path.join(folder, `${at}-${(mails += 1)}-${name}.eml`);
  fs.writeFileSync(file, mail, { mode: 0o600 });
  process.stdout.write(`${JSON.stringify({ to, file })}\n`);
}
