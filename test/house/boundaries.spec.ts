import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const checkout = resolve(__dirname, '../..');

/** A small house: what each file says, and which rules refuse it (none: it is as it should be). */
const house: Record<string, { text: string; refused: string[] }> = {
  'control-plane/server/src/platform/clock.ts': { text: 'export const now = () => new Date();', refused: [] },
  'control-plane/server/src/platform/index.ts': { text: "export { now } from './clock';", refused: [] },
  'control-plane/server/src/platform/config.ts': {
    text: 'export const path = process.env.PATH;',
    refused: [],
  },
  'control-plane/server/src/scans/index.ts': {
    text: "export { scan } from './scan';\nexport { now } from '../platform';",
    refused: [],
  },
  'control-plane/server/src/scans/scan.ts': { text: 'export const scan = 1;', refused: [] },
  'control-plane/server/src/jobs/index.ts': { text: "export { scan } from '../scans';", refused: [] },
  'control-plane/server/src/findings/index.ts': { text: "export { scan } from '../scans';", refused: [] },
  'control-plane/server/src/scans/deep.spec.ts': {
    text: "export { condition } from '../../../../test/harness/condition';",
    refused: [],
  },
  'test/harness/condition.ts': { text: 'export const condition = 1;', refused: [] },
  'agent/src/link/bell.ts': { text: "export { connect } from '@nats-io/transport-node';", refused: [] },

  'control-plane/server/src/scans/uphill.ts': {
    text: "export * from '../jobs';",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/scans/uphill-type.ts': {
    text: "import type { scan } from '../jobs';\nexport type Scan = typeof scan;",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/dispatcher/sideways.ts': {
    text: "export * from '../findings';",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/jobs/deep.ts': {
    text: "export * from '../scans/scan';",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/jobs/dynamic.ts': {
    text: "export const later = () => import('../scans/scan');",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/jobs/harness.ts': {
    text: "export * from '../../../../test/harness/condition';",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/common/text.ts': {
    text: 'export const text = 1;',
    refused: ['boundaries/no-unknown-files'],
  },
  'agent/src/link/stranger.ts': {
    text: "export * from '../../../control-plane/server/src/scans';",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/dispatcher/nats.ts': {
    text: "export { connect } from '@nats-io/transport-node';",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/scans/grpc.ts': {
    text: "export type { Client } from '@grpc/grpc-js';",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/scans/ledger.ts': {
    text: "import { DataSource } from 'typeorm';\nexport const source = DataSource;",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/scans/scan.entity.ts': { text: "export { Entity } from 'typeorm';", refused: [] },
  'agent/src/work/tool.ts': {
    text: "export { spawn } from 'node:child_process';",
    refused: ['boundaries/dependencies'],
  },
  'agent/src/keeper/tool.ts': { text: "export { spawn } from 'node:child_process';", refused: [] },
  'agent/src/work/command.ts': {
    text: "export { default } from 'execa';",
    refused: ['boundaries/dependencies'],
  },
  'control-plane/server/src/jobs/environment.ts': {
    text: 'export const path = process.env.PATH;',
    refused: ['no-restricted-properties'],
  },
  'control-plane/server/src/jobs/time.ts': {
    text: 'export const at = [new Date(), Date.now()];\nexport const later = () => setTimeout(String, 1);',
    refused: ['no-restricted-syntax', 'no-restricted-syntax', 'no-restricted-syntax'],
  },
  'control-plane/server/src/jobs/parse-time.ts': { text: 'export const epoch = new Date(0);', refused: [] },
  'agent/src/work/promise.ts': {
    text: 'export function run(work: () => Promise<void>): void {\n  work();\n}',
    refused: ['@typescript-eslint/no-floating-promises'],
  },
  'agent/src/work/any.ts': {
    text: 'export const any: any = 1;',
    refused: ['@typescript-eslint/no-explicit-any'],
  },
};

describe('the house', () => {
  let folder: string;
  let refused: Map<string, string[]>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scanfleet-house-'));
    for (const [path, { text }] of Object.entries(house)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(checkout, 'tsconfig.base.json'), include: ['**/*.ts'] }),
    );
    refused = await lint(folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(house))('judges %s', (path, { refused: expected }) => {
    expect(refused.get(path)).toEqual(expected);
  });
});

/** The rules that ESLint, with the project's configuration, finds broken in each file of a folder. */
function lint(folder: string): Promise<Map<string, string[]>> {
  const eslint = join(checkout, 'node_modules/eslint/bin/eslint.js');
  const args = [eslint, '--config', join(checkout, 'eslint.config.mjs'), '--format', 'json', '.'];
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error && error.code !== 1) return failed(new Error(`${stdout}${stderr}`));
      const files = JSON.parse(stdout) as {
        filePath: string;
        messages: { ruleId: string | null; message: string }[];
      }[];
      done(
        new Map(
          files.map(({ filePath, messages }) => [
            filePath.slice(folder.length + 1),
            messages.map(({ ruleId, message }) => ruleId ?? message),
          ]),
        ),
      );
    });
  });
}
