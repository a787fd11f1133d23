import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startWholeApi, type WholeApi } from './whole-api';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; remedy: string };
}

describe('what Prometheus is told', () => {
  let api: WholeApi;
  let own: Map<string, string>;
  beforeAll(async () => {
    api = await startWholeApi();
    const { token } = await api.as('fleet-administrator');
    const answer = await fetch(`${api.controlPlane.url}/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const kinds = [...(await answer.text()).matchAll(/^# TYPE (scanfleet_\w+) (\w+)$/gm)];
    own = new Map(
      kinds.flatMap(([, name = '', kind = '']) =>
        /^scanfleet_(process|nodejs)_/.test(name) ? [] : [[name, kind]],
      ),
    );
  }, 60_000);
  afterAll(() => api.stop());

  /** Names in an expression, without what a histogram adds to its own. */
  const named = (expression: string): string[] =>
    [...expression.matchAll(/\bscanfleet_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, ''));

  it('is described, each metric with its kind, and nothing that is not there', () => {
    const rows = [...read('docs/operations/metrics.md').matchAll(/^\| `(scanfleet_\w+)`\s+\| (\w+)\s+\|/gm)];
    expect(rows.map(([, name, kind]) => [name, kind]).sort()).toEqual([...own].sort());
  });

  it('is what the alerting rules look at, each with what to do about it', () => {
    const { groups } = parse(read('deploy/prometheus/alerts.yaml')) as {
      groups: { name: string; rules: Rule[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(8);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, expr, labels, annotations } of rules) {
      expect([alert, labels.severity]).toEqual([alert, expect.stringMatching(/^(warning|critical)$/)]);
      expect(`${annotations.summary} ${annotations.remedy}`).toMatch(/\w+.+\. .+\w/);
      expect([alert, named(expr).filter((name) => !own.has(name))]).toEqual([alert, []]);
    }
  });

  it('is what the dashboard shows', () => {
    const { panels } = JSON.parse(read('deploy/grafana/scanfleet.json')) as {
      panels: { id: number; title: string; targets: { expr: string }[] }[];
    };
    const shown = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => named(expr)));
    expect(shown.filter((name) => !own.has(name))).toEqual([]);
    // Everything that is told is to be seen somewhere.
    expect([...own.keys()].filter((name) => !shown.includes(name))).toEqual([]);
  });
});
