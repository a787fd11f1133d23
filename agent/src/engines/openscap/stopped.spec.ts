import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING_BEFORE } from '@scanfleet/readers';
import { Heard } from '../heard.fixture';
import type { BegunObservation } from '../observation';
import { SpawningLauncher } from '../spawning-launcher.fixture';
import type { ToolCommand } from '../tool';
import { begunBy } from './begun';
import { accountOf, FIXTURES, Ground, OWN, rulesOf, STANDARD, SYSTEM_CONTENT } from './evaluating.fixture';

const ground = new Ground();

describe('an evaluation that was stopped in the middle', () => {
  /** The machine itself, by content that counts for every system. */
  const where = () => ({ content: join(ground.folder, 'everywhere.xml') });
  beforeAll(() => {
    const platform = /<xccdf-1\.2:platform idref="cpe:\/o:debian:debian_linux:11"\/>/;
    writeFileSync(where().content, readFileSync(SYSTEM_CONTENT, 'utf8').replace(platform, ''));
  });
  const options = { profile: STANDARD, rules: 44 };

  /** Evaluates until `count` rules are told, and answers what is left for the next run. */
  async function begunWith(count: number, begun?: BegunObservation): Promise<BegunObservation> {
    ground.heard = new Heard();
    const run = ground.start([OWN], options, { ...where(), begun });
    ground.heard.progress = ({ fraction }) => {
      if (fraction * 45 >= count - 0.01) run.stop();
    };
    expect(await run.end).toEqual({ kind: 'stopped' });
    expect(ground.heard.results).toEqual([]);
    return ground.heard.left.get(OWN)!;
  }

  it('goes on with the rules not yet seen, and comes to what one run comes to', async () => {
    const whole = await ground.evaluated(options, where());
    const wanted = rulesOf(whole).map(({ rule, result, weight, title }) => ({ rule, result, weight, title }));
    expect(wanted).toHaveLength(44);
    for (const stops of [[1], [20], [7, 30]]) {
      let begun: BegunObservation | undefined;
      for (const count of stops) begun = await begunWith(count, begun);
      expect(begun!.rules.length).toBeGreaterThanOrEqual(stops.at(-1)!);
      expect(begun!.runs).toBe(stops.length);
      ground.heard = new Heard();
      const spawned = ground.launcher.commands.length;
      const result = await ground.evaluated(options, { ...where(), begun });
      expect(
        ground.launcher.commands.at(spawned)?.args.filter((word) => word === '--skip-rule'),
      ).toHaveLength(begun!.rules.length);
      expect(
        rulesOf(result).map(({ rule, result: word, weight, title }) => ({
          rule,
          result: word,
          weight,
          title,
        })),
      ).toEqual(wanted);
      const { scores, counts, segments } = accountOf(result);
      expect({ scores, counts }).toEqual({
        scores: accountOf(whole).scores,
        counts: accountOf(whole).counts,
      });
      expect(segments).toBe(stops.length + 1);
      const seen = new Set(begun!.rules.map(({ rule }) => rule));
      for (const { rule, messages } of rulesOf(result))
        expect(messages.some((words) => words.startsWith('evaluated before'))).toBe(seen.has(rule));
    }
  }, 60_000);

  it('is whole where it was stopped after its last rule', async () => {
    const whole = await ground.evaluated(options, where());
    const rules = rulesOf(whole).map(({ rule, result }) => ({ rule, result }));
    const result = await ground.evaluated(options, { ...where(), begun: { kind: 'begun', runs: 1, rules } });
    expect(result.disposition).toBe('scanned');
    expect(accountOf(result)).toMatchObject({ counts: accountOf(whole).counts, segments: 2 });
  });

  it.each([
    ['a rule that is no id', [{ rule: '--remediate', result: 'pass' }]],
    ['a result that is none', [{ rule: 'xccdf_lab.facts_rule_one', result: 'passed' }]],
  ])('believes nothing of what came back with %s', async (_, rules) => {
    const begun: BegunObservation = { kind: 'begun', runs: 1, rules };
    const result = await ground.evaluated({}, { root: ground.facts('forged', 'one=no\n'), begun });
    expect(rulesOf(result)[0]).toMatchObject({ result: 'fail', messages: [] });
    expect(accountOf(result).segments).toBe(1);
  });

  it('is done again from its first rule where the system is a mounted one', async () => {
    const run = ground.start([OWN], options, {
      root: join(ground.folder, 'chroot-good'),
      content: SYSTEM_CONTENT,
    });
    ground.heard.progress = ({ fraction }) => {
      if (fraction > 0.5) run.stop();
    };
    expect(await run.end).toEqual({ kind: 'stopped' });
    expect(ground.heard.left.size).toBe(0);
  });

  it('does a rule with several results again', async () => {
    const content = readFileSync(join(FIXTURES, 'facts-ds.xml'), 'utf8');
    const several = join(ground.folder, 'several.xml');
    const check = content.replace(/(<Rule id="[^"]*_rule_one"[\s\S]*?<check )/, '$1multi-check="true" ');
    expect(check).not.toBe(content);
    writeFileSync(several, check);
    const seen = ['one', 'two'].map((name) => ({
      rule: `xccdf_lab.facts_rule_${name}`,
      result: 'pass' as const,
    }));
    expect(await begunBy(NOTHING_BEFORE, seen, several)).toEqual({
      kind: 'begun',
      runs: 1,
      rules: [seen[1]],
    });
    expect(await begunBy(NOTHING_BEFORE, seen, join(FIXTURES, 'facts-ds.xml'))).toEqual({
      ...{ kind: 'begun', runs: 1 },
      rules: seen,
    });
  });
});

describe('the report for people', () => {
  it('is oscap’s own, of a profile, where it is wanted', async () => {
    const root = ground.facts('report', 'one=yes\ntwo=no\n');
    const { report } = await ground.evaluated({ htmlReport: true }, { root });
    expect(Buffer.from(report!).toString()).toMatch(/^<!DOCTYPE html[\s\S]*One is yes/);
    expect((await ground.evaluated({ htmlReport: false }, { root })).report).toBeNull();
  });

  it('is not made of results put together from several runs, and its failure is none of the evaluation', async () => {
    const root = ground.facts('no-report', 'one=yes\n');
    const begun: BegunObservation = {
      ...{ kind: 'begun', runs: 1 },
      rules: [{ rule: 'xccdf_lab.facts_rule_one', result: 'pass' }],
    };
    expect((await ground.evaluated({ htmlReport: true }, { root, begun })).report).toBeNull();
    const broken = new (class extends SpawningLauncher {
      override launch(command: ToolCommand) {
        return super.launch(command.args[1] === 'generate' ? { ...command, file: 'false' } : command);
      }
    })();
    const result = await ground.evaluated({ htmlReport: true }, { root, launcher: broken });
    expect(result).toMatchObject({ disposition: 'scanned', report: null });
    await broken.end();
  });
});
