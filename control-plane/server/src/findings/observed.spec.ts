import { readObserved } from './observed';

describe('an observation’s body', () => {
  it('reads what the wire writes', () => {
    const port = { protocol: 'tcp', port: 22, state: 'open', reason: 'syn-ack', service: null };
    expect(readObserved('port', JSON.stringify(port))).toEqual({ kind: 'port', ...port });
  });

  it.each([
    ['port', ''],
    ['port', '{'],
    ['port', 'null'],
    ['port', '[]'],
    ['port', '"open"'],
    ['port', '{"protocol":"tcp","state":"open"}'],
    ['port', '{"protocol":"tcp","port":"22","state":"open"}'],
    ['port', '{"protocol":"tcp","port":65536,"state":"open"}'],
    ['port', '{"protocol":"tcp","port":1.5,"state":"open"}'],
    ['port', '{"protocol":"","port":22,"state":"open"}'],
    ['script', '{"output":"x"}'],
    ['rule', '{"id":"x"}'],
  ])('of kind %s that is %p cannot be read', (kind, body) => {
    expect(readObserved(kind, body)).toBeNull();
  });

  it('may have members of the wrong type: they are not told', () => {
    const body = {
      id: 'x',
      output: 1,
      vulnerabilities: [
        7,
        null,
        { title: 't', state: 'VULNERABLE', ids: ['CVE:CVE-2020-1000', 3], scores: { a: 1, CVSS: '5' } },
      ],
    };
    const seen = readObserved('script', JSON.stringify(body));
    expect(seen).toMatchObject({
      protocol: '',
      port: 0,
      output: '',
      vulnerabilities: [{ title: 't', ids: ['CVE:CVE-2020-1000'], scores: { CVSS: '5' }, references: [] }],
    });
  });
});
