// Projects: `unit`: specs that need no server (every room, the contract, the house's own rules).
// `integration`: specs against a real MariaDB and a real nats-server, which test/harness/global-setup.mjs
// starts once for all of them; each spec file gets its own database.
// `proofs`: the same for the longer proofs (npm run proofs), outside npm test.
//
//   npx jest agent/src/engines
//   npx jest --selectProjects unit

const transform = { '^.+\\.ts$': ['@swc/jest', { ...require('./swc.config.cjs'), sourceMaps: 'inline' }] };

/** Specs read the contract's sources, so that no build has to come first. */
const moduleNameMapper = {
  '^@scanfleet/proto$': '<rootDir>/proto/src/index.ts',
  '^@scanfleet/readers$': '<rootDir>/readers/src/index.ts',
};

const every = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/harness/jest/environment.js',
  runtime: '<rootDir>/test/harness/jest/runtime.js',
  transform,
  moduleNameMapper,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/\\.scanfleet/', '<rootDir>/\\.nx/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
};

const services = {
  globalSetup: '<rootDir>/test/harness/global-setup.mjs',
  globalTeardown: '<rootDir>/test/harness/global-teardown.mjs',
};

const rooms = ['agent', 'control-plane', 'proto', 'readers'];
const roots = [...rooms, 'test'].map((folder) => `<rootDir>/${folder}`);

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...every,
      displayName: 'unit',
      roots,
      testMatch: [
        ...rooms.map((folder) => `<rootDir>/${folder}/**/*.spec.ts`),
        '<rootDir>/test/{house,harness,promises}/**/*.spec.ts',
      ],
      testPathIgnorePatterns: [...every.testPathIgnorePatterns, '\\.db\\.spec\\.ts$'],
    },
    {
      ...every,
      displayName: 'integration',
      roots,
      testMatch: ['**/*.db.spec.ts', '<rootDir>/test/**/*.spec.ts'],
      testPathIgnorePatterns: [
        ...every.testPathIgnorePatterns,
        '<rootDir>/test/(house|promises)/',
        '<rootDir>/test/harness/.*(?<!\\.db)\\.spec\\.ts$',
      ],
      ...services,
    },
    {
      ...every,
      displayName: 'proofs',
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/proofs/*.proof.ts'],
      ...services,
    },
  ],
  testTimeout: 60_000,
};
