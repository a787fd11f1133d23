// Reads a NoCloud seed as the control plane writes it: files for the agent, and this machine's name and address.
//   node seed.js SEED FOLDER
const fs = require('node:fs');
const path = require('node:path');

const [seed, folder] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(seed, name), 'utf8');
const keep = (name, text) => fs.writeFileSync(path.join(folder, name), `${text}\n`, { mode: 0o600 });

// Ours are JSON, which is YAML too.
const user = JSON.parse(read('user-data').replace(/^#cloud-config\n/, ''));
const network = JSON.parse(read('network-config')).ethernets.eth0;
for (const file of user.write_files) {
  fs.mkdirSync(path.dirname(file.path), { recursive: true });
  fs.writeFileSync(file.path, file.content, { mode: Number.parseInt(file.permissions, 8) });
}
fs.mkdirSync(folder, { recursive: true });
keep('hostname', user.hostname);
keep('address', network.addresses[0]);
keep('gateway', network.gateway4);
