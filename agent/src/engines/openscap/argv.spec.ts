import { oscapArguments } from './argv';
import type { OpenscapOptions } from './options';

const OPTIONS: OpenscapOptions = {
  kind: 'xccdf',
  content: { sha256: 'a'.repeat(64), bytes: 1 },
  benchmark: null,
  profile: 'xccdf_lab.facts_profile_all',
  tailoring: null,
  rules: 5,
  timeoutSeconds: 120,
  htmlReport: true,
};

describe('the argument list', () => {
  const files = { content: '/c', tailoring: null, skip: [], results: '/r' };

  it('never holds a word that is no id', () => {
    for (const word of [
      '--remediate',
      '-x',
      'a b',
      'a;b',
      '',
      '../x',
      'a\nb',
      `a${'b'.repeat(300)}`,
      '$(id)',
    ]) {
      expect(oscapArguments({ ...OPTIONS, profile: word }, files).kind).toBe('refused');
      expect(oscapArguments({ ...OPTIONS, benchmark: word }, files).kind).toBe('refused');
      expect(oscapArguments(OPTIONS, { ...files, skip: ['xccdf_r', word] }).kind).toBe('refused');
    }
    expect(oscapArguments({ ...OPTIONS, profile: null }, files).kind).toBe('refused');
    expect(oscapArguments({ ...OPTIONS, kind: 'oval' }, files).kind).toBe('refused');
  });

  it('fetches nothing and changes nothing', () => {
    const compiled = oscapArguments({ ...OPTIONS, benchmark: 'xccdf_b' }, { ...files, tailoring: '/t' });
    const args = compiled.kind === 'arguments' ? compiled.args : [];
    expect(args.join(' ')).toBe(
      'xccdf eval --skip-validation --progress --benchmark-id xccdf_b --profile xccdf_lab.facts_profile_all --tailoring-file /t --results-arf /r /c',
    );
  });
});
