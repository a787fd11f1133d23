// Who may import whom, as data. eslint.config.mjs enforces it, scripts/gen.mjs draws it
// (docs/architecture/rooms.md), test/house/boundaries.spec.ts proves that it bites.

/**
 * A house is a tree of rooms in rows from the ground up. A room imports only rooms of lower rows, and only
 * through their door; never a room of its own row. Inside itself a room is free.
 *
 * A room is a folder under `root` of its own name, unless `files` or `folders` give a pattern.
 * `doors` are the files through which other rooms enter: index.ts unless said otherwise.
 */
export const houses = [
  {
    name: 'server',
    root: 'control-plane/server/src',
    rows: [
      ['migrations'],
      ['platform'],
      ['auth'],
      ['packages'],
      ['subscriptions', 'assets', 'profiles', 'fleet'],
      ['credentials', 'system-content'],
      ['scans'],
      ['jobs', 'compliance'],
      ['schedules', 'dispatcher', 'findings'],
      ['ingest', 'provisioners', 'knowledge', 'reports'],
      ['imports', 'inventories', 'notifications'],
      ['app'],
    ],
    files: { app: '*.ts' },
    // The ground has a few floors of their own (http, bell). The command `init` needs nothing of the fleet but its keys, and
    // what reads documents in a process of its own nothing of scans and ingest but what an observation is.
    doors: {
      platform: ['index.ts', '*/index.ts'],
      fleet: ['index.ts', 'init.ts'],
      scans: ['index.ts', 'observation-kinds.ts'],
      ingest: ['index.ts', 'observation.ts'],
    },
  },
  {
    name: 'agent',
    root: 'agent/src',
    rows: [
      ['clock', 'durable'],
      ['log'],
      ['config', 'update'],
      ['engines'],
      ['keeper'],
      ['link'],
      ['work'],
      ['app'],
    ],
    files: { clock: 'clock*.ts', durable: 'durable*.ts', log: 'log*.ts', config: 'config*.ts', app: '*.ts' },
    doors: {
      // Besides the engines, the contracts that keeper and work fulfil or use, and each format's reader, which
      // `parse` loads alone.
      engines: [
        'index.ts',
        'engine.ts',
        'registry.ts',
        'tool.ts',
        'observation.ts',
        'unpacked.ts',
        '*/options.ts',
        'ssh/login.ts',
        // What specs of the work give an engine.
        '*/options.fixture.ts',
        '*/{reader,recommendations}.ts',
      ],
      // What specs of the work stand on.
      link: ['index.ts', 'scripted-control-plane.ts'],
    },
  },
  {
    name: 'proto',
    root: 'proto',
    rows: [['generated'], ['src']],
    files: {},
    doors: { generated: ['**/*.ts'] },
  },
  {
    name: 'readers',
    root: 'readers/src',
    rows: [['xml'], ['nmap', 'openscap'], ['content'], ['door']],
    files: { door: '*.ts' },
    doors: {
      xml: ['stream.ts', 'limits.ts', 'markup.ts', 'markup-error.ts', 'root.ts'],
      nmap: [
        'address.ts',
        'event.ts',
        'host.ts',
        'line.ts',
        'observation.ts',
        'reader.ts',
        'reading.fixture.ts',
      ],
      openscap: [
        'event.ts',
        'joined.ts',
        'observation.ts',
        'reader.ts',
        'results.ts',
        'score.ts',
        'words.ts',
      ],
      content: ['inspector.ts', 'summary.ts'],
    },
  },
  { name: 'client', root: 'control-plane/client', rows: [['src']], files: {}, doors: {} },
  {
    name: 'test',
    root: 'test',
    rows: [['harness'], ['specs']],
    files: {},
    folders: { specs: '*' },
    doors: { harness: ['*.ts', 'openstack/*.ts'] },
  },
];

/**
 * One vendor, one door: a package or built-in module, and the only files that may import it. Patterns are
 * micromatch over paths from the checkout's root. `names` narrows it to some of the module's exports.
 */
export const vendors = [
  {
    vendor: ['@nats-io/*', '@nats-io/**'],
    doors: [
      'control-plane/server/src/platform/bell*',
      'control-plane/server/src/platform/bell*/**',
      'agent/src/link/**',
    ],
    why: 'the bell has one door on each side',
  },
  {
    vendor: ['@grpc/grpc-js'],
    doors: ['control-plane/server/src/ingest/**', 'agent/src/link/**', 'proto/**'],
    why: 'the wire has one door on each side',
  },
  {
    vendor: ['@scanfleet/proto'],
    doors: ['control-plane/server/src/ingest/**', 'agent/src/link/**'],
    why: 'types of the wire stop where the wire ends',
  },
  {
    vendor: ['unbzip2-stream', 'unbzip2-stream/**'],
    doors: ['agent/src/engines/unpacked*'],
    why: 'only blocks are decoded, never whole streams',
  },
  { vendor: ['execa'], doors: ['agent/src/engines/command*'], why: 'one way to run a short command' },
  {
    vendor: ['node:child_process', 'child_process'],
    doors: [
      'agent/src/keeper/**',
      'control-plane/server/src/provisioners/drivers/command.ts',
      'control-plane/server/src/imports/documents.ts',
    ],
    why: 'every tool runs under the keeper, what makes hosts is run by a fixed list of arguments, and only documents are read apart',
  },
  {
    vendor: ['mysql2', 'mysql2/*'],
    doors: ['control-plane/server/src/platform/{database,ledger}*'],
    why: 'the ledger has one door',
  },
  {
    vendor: ['typeorm'],
    names: ['DataSource', 'createConnection', 'getConnection', 'getRepository', 'getManager'],
    doors: ['control-plane/server/src/platform/**', 'control-plane/server/src/migrations/**'],
    why: 'connections are made by platform/database; a transaction comes from it too',
  },
  {
    vendor: ['nodemailer', 'nodemailer/*'],
    doors: ['control-plane/server/src/notifications/**'],
    why: 'mail leaves through notifications',
  },
  {
    vendor: ['@node-rs/argon2'],
    doors: ['control-plane/server/src/auth/passwords.ts'],
    why: 'passwords are hashed a few at a time, all with the same cost',
  },
  {
    vendor: ['yauzl'],
    doors: ['control-plane/server/src/packages/archive.ts'],
    why: 'archives are looked at before anything is unpacked',
  },
  {
    vendor: ['saxes'],
    doors: ['readers/src/xml/**'],
    why: 'documents of tools are read where tools run',
  },
];

/** The only files that read the environment. */
export const environmentDoors = [
  'control-plane/server/src/platform/config.ts',
  'agent/src/config.ts',
  'test/harness/settings.ts',
];

/** The only files that ask what time it is, or wait for a time. */
export const clockDoors = ['control-plane/server/src/platform/clock.ts', 'agent/src/clock.ts'];

/** Files that prove others; they may also use the test harness and any vendor. */
export const specs = ['**/*.spec.ts', '**/*.fixture.ts'];

/** Every room with its house, row (0 is the ground), pattern, doors and the rooms it may import. */
export function rooms() {
  return houses.flatMap((house) =>
    house.rows.flatMap((row, index) =>
      row.map((name) => ({
        house: house.name,
        name,
        type: `${house.name}/${name}`,
        row: index,
        pattern: `${house.root}/${house.files[name] ?? house.folders?.[name] ?? name}`,
        isFile: house.files[name] !== undefined,
        doors: house.files[name] !== undefined ? ['*'] : (house.doors[name] ?? ['index.ts', 'index.tsx']),
        below: house.rows
          .slice(0, index)
          .flat()
          .map((lower) => `${house.name}/${lower}`),
      })),
    ),
  );
}
