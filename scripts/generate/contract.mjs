// proto/generated from proto/**/*.proto, by buf and ts-proto as proto/buf.gen.yaml says.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT, bin, run } from '../services/packages.mjs';

export const contract = {
  owns: ['proto/generated'],
  async make() {
    const staging = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-gen-'));
    try {
      const { code, output } = await run(bin('buf'), ['generate', '--output', staging], {
        cwd: path.join(ROOT, 'proto'),
      });
      if (code !== 0) throw new Error(`buf generate failed:\n${output}`);
      return fs
        .readdirSync(staging, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => [path.join('proto', path.relative(staging, file)), fs.readFileSync(file, 'utf8')]);
    } finally {
      fs.rmSync(staging, { recursive: true, force: true });
    }
  },
};
