import { Complaints, LineReader, ruleLine } from './said';

describe('what oscap says', () => {
  it('is read line by line, wherever it is cut', () => {
    const lines = new LineReader();
    const got = ['a:pa', 'ss\nb:fail\r\nc', ':fixed\n'].flatMap((text) => [...lines.feed(text)]);
    expect(got.map((line) => ruleLine(line)?.result)).toEqual(['pass', 'fail', 'fixed']);
    expect(ruleLine('urn:x:rule:1:pass')).toEqual({ rule: 'urn:x:rule:1', result: 'pass' });
    expect(ruleLine('Connecting to host')).toBeUndefined();
    expect([...new LineReader().feed(`${'x'.repeat(100_000)}\n`)][0]).toHaveLength(2_000);
  });

  it('is trouble where a probe did not begin', () => {
    const trouble = (isMounted: boolean, ...said: string[]) => {
      const complaints = new Complaints(isMounted);
      said.forEach((line) => complaints.take(line));
      return [...complaints.trouble];
    };
    const failed = 'E: oscap:     dpkginfo_init has failed.';
    expect(trouble(false, failed)).toEqual(['E: oscap: dpkginfo_init has failed.']);
    expect(trouble(true, failed)).toEqual([]);
    expect(trouble(true, failed, failed)).toEqual(['E: oscap: dpkginfo_init has failed.']);
    expect(trouble(false, 'W: oscap: Requested offline mode is not supported by sysctl probe.')).toEqual([]);
    expect(trouble(false, 'WARNING: Datastream component refers to a remote resource')).toEqual([]);
  });
});
