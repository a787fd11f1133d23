// Ends what global-setup.mjs started and removes its folder.
import fs from 'node:fs';

export default async function tearDown() {
  const { folder, processes } = globalThis.scanfleetTest;
  await processes.endAll();
  fs.rmSync(folder, { recursive: true, force: true });
}
