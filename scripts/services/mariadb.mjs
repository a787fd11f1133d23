// A private MariaDB in a folder: installed on first use, reused afterwards, reachable on loopback only.
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePorts } from './ports.mjs';
import { program } from './programs.mjs';
import { greeting, until } from './waiting.mjs';

/** A Unix socket's path may not be longer (sockaddr_un). */
const SOCKET_PATH_LIMIT = 107;

/**
 * Starts MariaDB with its data in `folder` and waits until it greets.
 *
 * `processes` owns the server; `durable` false trades the last second of commits for speed (tests). The
 * server's administrator is the operating system's user who started it, through the socket only.
 * Returns {port, socket, pid, ended, sql(text), database(name, user), stop()}.
 */
export async function startMariadb(processes, { folder, port, durable = true, name = 'mariadb' }) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = path.join(folder, 'data');
  install(folder, data);
  const listen = port ?? (await freePorts(1))[0];
  const socket = socketIn(folder);
  const server = processes.start(
    name,
    program('mariadbd'),
    serverOptions({ folder, data, socket, listen, durable }),
    {
      graceMs: 30_000,
    },
  );
  if (!socket.startsWith(folder)) {
    server.ended.then(() => fs.rmSync(path.dirname(socket), { recursive: true, force: true }));
  }
  const abort = () => server.how && `ended with ${server.how}\n${processes.lastLines(name)}`;
  await until('MariaDB', () => greeting({ path: socket }), { timeoutMs: 60_000, abort });
  const sql = (text) => statement(socket, text);
  return {
    port: listen,
    socket,
    // Of the server itself: what started it has become it (setpriv).
    pid: server.pid,
    ended: server.ended,
    sql,
    database: (database, user) => createDatabase(sql, folder, database, user),
    stop: () => server.end(),
  };
}

function install(folder, data) {
  if (fs.existsSync(path.join(data, 'mysql', 'global_priv.MAD'))) return;
  // An installation that was interrupted is begun anew: it holds nothing yet.
  fs.rmSync(data, { recursive: true, force: true });
  const staging = `${data}.new`;
  fs.rmSync(staging, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(
    program('mariadb-install-db'),
    [
      '--no-defaults',
      `--datadir=${staging}`,
      `--user=${os.userInfo().username}`,
      '--auth-root-authentication-method=socket',
      `--auth-root-socket-user=${os.userInfo().username}`,
      '--skip-test-db',
      '--skip-name-resolve',
      '--innodb-log-file-size=8M',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`mariadb-install-db failed:\n${stdout}\n${stderr}`);
  fs.renameSync(staging, data);
}

const DURABLE = [
  '--innodb-buffer-pool-size=64M',
  '--innodb-log-file-size=8M',
  '--innodb-flush-log-at-trx-commit=1',
];
/** What is thrown away after the run survives the server's own death, not the machine's. */
const PASSING = [
  '--innodb-buffer-pool-size=256M',
  '--innodb-log-file-size=128M',
  '--innodb-flush-log-at-trx-commit=2',
  '--innodb-flush-method=nosync',
  // A table is no file of its own, nor waited for to reach the disk: a schema is made and dropped in two thirds of the time.
  '--innodb-file-per-table=0',
  '--sync-frm=0',
];

function serverOptions({ folder, data, socket, listen, durable }) {
  const temporary = path.join(folder, 'tmp');
  fs.mkdirSync(temporary, { recursive: true });
  return [
    '--no-defaults',
    // Without this the server refuses to run as root; a checkout may lie where no other user can enter.
    `--user=${os.userInfo().username}`,
    `--datadir=${data}`,
    `--tmpdir=${temporary}`,
    `--socket=${socket}`,
    `--pid-file=${path.join(folder, 'mariadb.pid')}`,
    `--port=${listen}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    '--skip-log-bin',
    '--performance-schema=off',
    ...(durable ? DURABLE : PASSING),
    '--character-set-server=utf8mb4',
    '--max-allowed-packet=64M',
    '--max-connections=300',
    '--transaction-isolation=READ-COMMITTED',
    '--default-time-zone=+00:00',
  ];
}

function socketIn(folder) {
  const wanted = path.join(folder, 'mariadb.sock');
  if (Buffer.byteLength(wanted) <= SOCKET_PATH_LIMIT) return wanted;
  return path.join(fs.mkdtempSync('/tmp/scanfleet-'), 'mariadb.sock');
}

function statement(socket, text) {
  const user = `--user=${os.userInfo().username}`;
  const args = [
    '--no-defaults',
    `--socket=${socket}`,
    user,
    '--batch',
    '--skip-column-names',
    `--execute=${text}`,
  ];
  return new Promise((resolve, reject) => {
    execFile(program('mariadb'), args, (error, stdout, stderr) => {
      // The statement may hold a password: only what the server said is told.
      if (error) reject(new Error(`MariaDB refused a statement: ${stderr.trim()}`));
      else resolve(stdout);
    });
  });
}

/**
 * Makes the database and a user who may do everything in it, with a random password kept in a file of mode
 * 0600 beside the data. Can be repeated. Returns {database, user, password, passwordFile}.
 */
async function createDatabase(sql, folder, database, user = database) {
  for (const word of [database, user])
    if (!/^[a-z][a-z0-9_]{0,60}$/.test(word)) throw new Error(`Bad name: ${word}`);
  const passwordFile = path.join(folder, `${user}.password`);
  if (!fs.existsSync(passwordFile)) {
    fs.writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  }
  const password = fs.readFileSync(passwordFile, 'utf8').trim();
  await sql(
    [
      `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
      `CREATE OR REPLACE USER '${user}'@'127.0.0.1' IDENTIFIED BY '${password}'`,
      `GRANT ALL ON \`${database}\`.* TO '${user}'@'127.0.0.1'`,
    ].join(';'),
  );
  return { database, user, password, passwordFile };
}
