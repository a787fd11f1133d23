import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComplianceObservation, RuleObservation } from '@scanfleet/readers';
import { ManualClock } from '../../clock';
import type { EngineRun, TargetResult } from '../engine';
import { Heard } from '../heard.fixture';
import type { BegunObservation } from '../observation';
import { SpawningLauncher } from '../spawning-launcher.fixture';
import { sshPlace } from '../ssh/place';
import { OpenscapEngine } from './engine';
import type { OpenscapOptions } from './options';

export const FIXTURES = join(__dirname, '../../../fixtures/openscap');

export const OWN = '192.0.2.7';
/** What Debian's own package of content holds. */
export const SYSTEM_CONTENT = '/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml';
export const STANDARD = 'xccdf_org.ssgproject.content_profile_standard';
export const ALL_FACTS = 'xccdf_lab.facts_profile_all';

export const OPTIONS: OpenscapOptions = {
  kind: 'xccdf',
  content: { sha256: 'a'.repeat(64), bytes: 1 },
  benchmark: null,
  profile: ALL_FACTS,
  tailoring: null,
  rules: 5,
  timeoutSeconds: 120,
  htmlReport: false,
};

export interface Where {
  root?: string | null;
  content?: string;
  launcher?: SpawningLauncher;
  tailoring?: string;
  begun?: BegunObservation;
}

/** Where the specs of a file evaluate: with a launcher and a listener of its own for each. */
export class Ground {
  folder = '';
  scratch = '';
  launcher = new SpawningLauncher();
  heard = new Heard();
  readonly clock = new ManualClock();

  constructor() {
    beforeAll(() => {
      this.folder = mkdtempSync(join(tmpdir(), 'openscap-engine-'));
      this.scratch = join(this.folder, 'scratch');
      mkdirSync(this.scratch);
      execFileSync('tar', ['xzf', join(FIXTURES, 'chroot-fixtures.tgz'), '-C', this.folder]);
    });
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
    beforeEach(() => {
      this.launcher = new SpawningLauncher();
      this.heard = new Heard();
    });
    afterEach(() => this.launcher.end());
  }

  /** A system of which only some facts are known. */
  facts(name: string, words: string): string {
    const root = join(this.folder, name);
    mkdirSync(join(root, 'etc', 'lab'), { recursive: true });
    writeFileSync(join(root, 'etc', 'lab', 'facts'), words);
    return root;
  }

  start(targets: readonly string[], options: Partial<OpenscapOptions> = {}, where: Where = {}): EngineRun {
    const { root = null, content = join(FIXTURES, 'facts-ds.xml'), tailoring = '' } = where;
    const { scratch, clock, folder } = this;
    const engine = new OpenscapEngine({
      ...{ scratch, root, clock, addresses: () => [OWN], ssh: sshPlace(folder) },
      content: { file: ({ bytes }) => Promise.resolve(bytes === 2 ? tailoring : content) },
    });
    const begun = new Map(where.begun ? [[OWN, where.begun]] : []);
    const task = { targets, options: { ...OPTIONS, ...options }, begun };
    return engine.start(task, where.launcher ?? this.launcher, this.heard);
  }

  async evaluated(options: Partial<OpenscapOptions>, where: Where): Promise<TargetResult> {
    expect(await this.start([OWN], options, where).end).toEqual({ kind: 'complete' });
    return this.heard.results.at(-1)!;
  }
}

export const rulesOf = ({ observations }: TargetResult): RuleObservation[] =>
  observations.filter((one): one is RuleObservation => one.kind === 'rule');
export const accountOf = ({ observations }: TargetResult) => observations[0] as ComplianceObservation;
