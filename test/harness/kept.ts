import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { testSettings } from './settings';

/** The folder that the first spec of the run to make `name` has left; undefined: none has yet. */
export function kept(name: string): string | undefined {
  const folder = join(testSettings().folder, name);
  return existsSync(folder) ? folder : undefined;
}

/** Leaves a copy of `folder` for the other specs of the run, as `name`. What another spec left first stays. */
export function keep(name: string, folder: string): void {
  if (kept(name) !== undefined) return;
  const copy = mkdtempSync(join(testSettings().folder, 'kept-'));
  cpSync(folder, copy, { recursive: true });
  try {
    renameSync(copy, join(testSettings().folder, name));
  } catch {
    // Another spec was faster.
    rmSync(copy, { recursive: true, force: true });
  }
}
