/** What an agent tells of an evaluation: rules by their ids with their results. */
export function evaluation(
  results: Record<string, string>,
  { score = 50, content = 'a', profileId = 'lab_profile_all', trouble = [] as string[] } = {},
) {
  const account = {
    ...{ benchmarkId: 'lab_benchmark', benchmarkTitle: 'Lab', benchmarkVersion: '1', profileId },
    ...{ profileTitle: 'All', counts: {}, startTime: '', endTime: '', tool: '', trouble },
    scores: [{ system: 'urn:xccdf:scoring:default', value: score, maximum: 100 }],
    content: content.repeat(64),
  };
  const rules = Object.entries(results).map(([rule, result]) => ({
    kind: 'rule',
    body: {
      ...{ rule, check: '', result, severity: rule === 'r-one' ? 'high' : 'low', weight: 1 },
      ...{ title: `Title of ${rule}`, description: 'd', rationale: 'r', fixText: '', fix: '' },
      ...{ idents: [{ system: 'cce', value: 'CCE-1' }], references: [], messages: [], evidence: 'seen' },
    },
  }));
  return [{ kind: 'compliance', body: account }, ...rules];
}
