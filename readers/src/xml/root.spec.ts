import { rootOf } from './root';

describe('the root of a document', () => {
  it.each([
    ['<nmaprun>', 'nmaprun'],
    ['<arf:asset-report-collection x="1">', 'asset-report-collection'],
    ['<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE nmaprun>\n<nmaprun scanner="nmap"', 'nmaprun'],
    ['\u00EF\u00BB\u00BF<TestResult/>', 'TestResult'],
    ['<nmaprun', ''],
    ['<!-- never ended <nmaprun>', ''],
    ['PK\u0003\u0004<nmaprun>', ''],
    [' '.repeat(70_000), ''],
    [`<${'a'.repeat(200)}>`, ''],
    ['', ''],
  ])('of %j is %j', (text, root) => expect(rootOf(text)).toBe(root));
});
