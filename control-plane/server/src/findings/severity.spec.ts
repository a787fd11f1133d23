import {
  openPortGrade,
  parseScore,
  ruleGrade,
  scriptGrade,
  SEVERITY_LABELS,
  severityOfScore,
} from './severity';

describe('the severity of a score', () => {
  it.each([
    [10, 5],
    [9.0, 5],
    [8.9, 4],
    [7.0, 4],
    [6.9, 3],
    [4.0, 3],
    [3.9, 2],
    [0.1, 2],
    [0, 1],
  ])('%p is %p', (score, severity) => {
    expect(severityOfScore(score)).toBe(severity);
  });
});

describe('the grade of a vulnerability of a script', () => {
  it('is medium without a score', () => {
    expect(scriptGrade('VULNERABLE', {})).toEqual({
      severity: 3,
      source: 'VULNERABLE without a score (nse)',
      cvss: null,
      type: 'confirmed',
    });
  });

  it.each(['VULNERABLE', 'VULNERABLE (Exploitable)', 'VULNERABLE (DoS)'])('%s is confirmed', (state) => {
    expect(scriptGrade(state, {})?.type).toBe('confirmed');
  });

  it('is potential when likely', () => {
    expect(scriptGrade('LIKELY VULNERABLE', { CVSSv2: '7.5' })).toMatchObject({
      type: 'potential',
      severity: 4,
    });
  });

  it.each(['NOT VULNERABLE', 'UNKNOWN (unable to test)', 'UNKNOWN', '', 'VULNERABLEX'])(
    '%p is none',
    (state) => {
      expect(scriptGrade(state, { CVSSv2: '10.0' })).toBeNull();
    },
  );

  it('names its score', () => {
    expect(scriptGrade('VULNERABLE', { CVSSv2: '10.0 (HIGH) (AV:N/AC:L/Au:N/C:C/I:C/A:C)' })).toEqual({
      severity: 5,
      source: 'CVSSv2 10.0 (nse)',
      cvss: 10,
      type: 'confirmed',
    });
  });

  it('takes the newest version of several scores, in whatever order they come', () => {
    const newest = { severity: 5, source: 'CVSSv3 9.8 (nse)', cvss: 9.8 };
    expect(scriptGrade('VULNERABLE', { CVSSv2: '7.5', CVSSv3: '9.8', CVSS: '5' })).toMatchObject(newest);
    expect(scriptGrade('VULNERABLE', { CVSS: '5', CVSSv3: '9.8', CVSSv2: '7.5' })).toMatchObject(newest);
  });

  it('passes over a score that cannot be read', () => {
    expect(scriptGrade('VULNERABLE', { CVSSv3: 'unknown', CVSS2: '7.5', rank: '9' })).toMatchObject({
      source: 'CVSS2 7.5 (nse)',
    });
  });
});

it('an open port is information', () => {
  expect(openPortGrade).toMatchObject({ severity: 1, type: 'information', cvss: null });
  expect(SEVERITY_LABELS[openPortGrade.severity]).toBe('information');
});

it.each([
  ['high', 4],
  ['medium', 3],
  ['low', 2],
  ['info', 1],
  ['unknown', 1],
])('an XCCDF rule of severity %s is %p', (word, severity) => {
  expect(ruleGrade(word).severity).toBe(severity);
});

it.each([
  ['7.5', 7.5],
  ['10', 10],
  [' 4.3 (MEDIUM)', 4.3],
  ['9.8 (CRITICAL) (CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H)', 9.8],
  ['10.1', null],
  ['100', null],
  ['7,5', null],
  ['1.2.3', null],
  ['-1', null],
  ['AV:N/AC:L', null],
  ['', null],
])('the score %p reads as %p', (text, value) => {
  expect(parseScore(text)).toBe(value);
});
