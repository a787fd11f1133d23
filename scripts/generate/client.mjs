// The OpenAPI document as the control plane describes itself, and the client's types made from it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import openapi, { astToString } from 'openapi-typescript';
import { ROOT } from '../services/packages.mjs';

const SERVER = path.join(ROOT, 'control-plane', 'server', 'dist', 'main.js');

export const client = {
  owns: ['control-plane/client/src/generated'],
  async make() {
    if (!fs.existsSync(SERVER))
      throw new Error('Build first: the OpenAPI document comes from the built server');
    const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER, 'openapi'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`The control plane does not describe itself:\n${stderr}`);
    // What has a default may be left out of a request.
    const types = astToString(await openapi(JSON.parse(stdout), { defaultNonNullable: false }));
    return [
      ['control-plane/client/openapi.json', stdout],
      ['control-plane/client/src/generated/api.ts', `// Generated from openapi.json: npm run gen\n${types}`],
    ];
  },
};
