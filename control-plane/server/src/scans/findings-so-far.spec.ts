import { countFindings } from './findings-so-far';

const script = (states: readonly string[], structured?: object) => ({
  kind: 'script',
  body: JSON.stringify({
    id: 'a-script',
    output: states.map((state) => `State: ${state}, "state":"VULNERABLE"`).join(),
    vulnerabilities: states.map((state) => ({ title: 'one', state })),
    ...(structured && { structured }),
  }),
});

describe('findings so far', () => {
  it('are the open ports', () => {
    const port = (state: string) => ({ kind: 'port', body: JSON.stringify({ port: 22, state }) });
    expect(countFindings([port('open'), port('closed'), port('open|filtered')])).toBe(1);
  });

  it('are what a script found vulnerable, each once, whatever its tables say again', () => {
    const states = ['VULNERABLE', 'LIKELY VULNERABLE', 'VULNERABLE (DoS)', 'VULNERABLE (Exploitable)'];
    expect(countFindings([script(states)])).toBe(4);
    expect(countFindings([script(['VULNERABLE'], { one: { state: 'VULNERABLE' } })])).toBe(1);
    expect(countFindings([script(['NOT VULNERABLE', 'UNKNOWN (unable to test)'])])).toBe(0);
  });
});
