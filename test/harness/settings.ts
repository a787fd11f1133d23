/**
 * What global-setup.mjs left in the environment for the specs: the one place of the harness that reads it.
 */
export interface TestSettings {
  /** URL of the shared MariaDB with a user who may make databases called scanfleet_SOMETHING; no path. */
  database: string;
  /** Private folder of this run, removed at its end. */
  folder: string;
}

/** @throws Error when the spec does not run in jest's project `integration`. */
export function testSettings(): TestSettings {
  return { database: required('SCANFLEET_TEST_DATABASE'), folder: required('SCANFLEET_TEST_FOLDER') };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this spec in the project "integration"`);
  return value;
}

/** The environment for a child process: ours, with `more` on top. */
export function environmentWith(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}
