// Signed programs of the agent, for agents that update themselves (docs/operations/upgrade.md).
//
//   npm run agent-bundle -- keygen FILE          a new Ed25519 key: FILE, which stays secret, and FILE.pub, which agents are given
//   npm run agent-bundle -- sign FILE FOLDER     this agent, built and signed, into the control plane's folder
//
// FOLDER gets scanfleet-agent-VERSION.js and, beside it, scanfleet-agent-VERSION.json: version, SHA-256, size and signature.
import { spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, bin, ensurePackagesInstalled } from './services/packages.mjs';

const [command, keyFile, folder, ...more] = process.argv.slice(2);
if (command === 'keygen' && keyFile && !folder) keygen(keyFile);
else if (command === 'sign' && keyFile && folder && more.length === 0) signInto(keyFile, folder);
else {
  process.stderr.write('Usage: npm run agent-bundle -- keygen FILE | sign FILE FOLDER\n');
  process.exitCode = 2;
}

function keygen(file) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  // A key that is there is never written over.
  fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  fs.writeFileSync(`${file}.pub`, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
  process.stdout.write(`${file}.pub is for agents: --update-key\n`);
}

function signInto(file, target) {
  ensurePackagesInstalled();
  const built = spawnSync(bin('nx'), ['run', '@scanfleet/agent:build'], { cwd: ROOT, stdio: 'inherit' });
  if (built.status !== 0) process.exit(1);
  const data = fs.readFileSync(path.join(ROOT, 'agent', 'dist', 'scanfleet-agent.js'));
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'agent', 'package.json'), 'utf8'));
  const sha256 = createHash('sha256').update(data).digest('hex');
  const key = createPrivateKey(fs.readFileSync(file));
  const signature = sign(null, Buffer.from(`scanfleet-agent\n${version}\n${sha256}\n`), key).toString(
    'base64',
  );
  fs.mkdirSync(target, { recursive: true });
  const name = path.join(target, `scanfleet-agent-${version}`);
  fs.writeFileSync(`${name}.js`, data);
  const statement = { version, sha256, bytes: data.length, signature };
  // Last, and whole: until it is there nobody looks at the program.
  fs.writeFileSync(`${name}.json.part`, `${JSON.stringify(statement, null, 2)}\n`);
  fs.renameSync(`${name}.json.part`, `${name}.json`);
  process.stdout.write(`${name}.json: version ${version}, SHA-256 ${sha256}\n`);
}
