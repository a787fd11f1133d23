import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The whole life of a scan: pauses, deadlines, stops with a grace, releases, what was looked at, the replicas. */
export class Lifecycle1764000000002 implements MigrationInterface {
  readonly name = 'Lifecycle1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of COLUMNS) {
      await runner.query(
        `ALTER TABLE ${table} ${columns.map(([name, type]) => `ADD COLUMN ${name} ${type}`).join(', ')}`,
      );
    }
    await runner.query('ALTER TABLE dispositions ADD KEY disposition_artifact (tenant_id, artifact)');
    for (const [table, columns] of TABLES) {
      await runner.query(
        `CREATE TABLE ${table} (${columns}) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of [...TABLES].reverse()) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE dispositions DROP KEY disposition_artifact');
    for (const [table, columns] of [...COLUMNS].reverse()) {
      await runner.query(`ALTER TABLE ${table} ${columns.map(([name]) => `DROP COLUMN ${name}`).join(', ')}`);
    }
  }
}

type Column = readonly [name: string, type: string];

const COLUMNS: readonly (readonly [table: string, columns: readonly Column[]])[] = [
  ['jobs', [['max_duration_seconds', 'INT UNSIGNED NULL']]],
  [
    'scans',
    [
      ['kinds', "VARCHAR(80) NOT NULL DEFAULT ''"],
      ['cut', "VARCHAR(16) NOT NULL DEFAULT ''"],
      ['rest_disposition', 'VARCHAR(24) NULL'],
      ['max_duration_ms', 'BIGINT UNSIGNED NULL'],
      ['ran_ms', 'BIGINT UNSIGNED NOT NULL DEFAULT 0'],
      ['segment_started_at', 'DATETIME(3) NULL'],
      ['done_at_segment', 'INT UNSIGNED NOT NULL DEFAULT 0'],
      ['stop_grace_ms', 'INT UNSIGNED NOT NULL DEFAULT 0'],
      ['sample_at', 'DATETIME(3) NULL'],
      ['sample_done', 'INT UNSIGNED NOT NULL DEFAULT 0'],
      ['recent_rate', 'FLOAT NULL'],
      ['findings_so_far', 'INT UNSIGNED NOT NULL DEFAULT 0'],
      ['weights', 'JSON NOT NULL'],
      ['summary', 'JSON NULL'],
    ],
  ],
  [
    'slices',
    [
      ['claimed_at', 'DATETIME(3) NULL'],
      ['stop_kind', "VARCHAR(16) NOT NULL DEFAULT ''"],
      ['stop_until', 'DATETIME(3) NULL'],
      ['waiting', 'INT UNSIGNED NOT NULL DEFAULT 0'],
      ['release_asked', 'INT UNSIGNED NOT NULL DEFAULT 0'],
      ['returns', 'SMALLINT UNSIGNED NOT NULL DEFAULT 0'],
      ['findings_so_far', 'INT UNSIGNED NOT NULL DEFAULT 0'],
    ],
  ],
  [
    'dispositions',
    [
      ['looked_at', 'DATETIME(3) NULL'],
      ['look', "CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''"],
    ],
  ],
];

const TABLES: readonly (readonly [table: string, columns: string])[] = [
  [
    'looks',
    `
    hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tool VARCHAR(32) NOT NULL,
    tool_version VARCHAR(64) NOT NULL,
    ports MEDIUMTEXT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (hash)`,
  ],
  [
    'paces',
    `
    pool_id UUID NOT NULL,
    engine VARCHAR(32) NOT NULL,
    work CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target_ms FLOAT NOT NULL,
    samples INT UNSIGNED NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (pool_id, engine, work)`,
  ],
  [
    'replicas',
    `
    id UUID NOT NULL,
    started_at DATETIME(3) NOT NULL,
    beat_at DATETIME(3) NOT NULL,
    beats BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (id),
    KEY replica_beat (beat_at)`,
  ],
];
