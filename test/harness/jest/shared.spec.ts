import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { answer, notFound, RefusalError } from '../../../control-plane/server/src/platform';

const ERRORS = join(__dirname, '../../../control-plane/server/src/platform/errors.ts');

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('what the worker has loaded once', () => {
  it('is of the same Error and Array as the spec', () => {
    expect(thrownBy(() => readFileSync(join(__dirname, 'none')))).toBeInstanceOf(Error);
    expect(readdirSync(__dirname)).toBeInstanceOf(Array);
    expect(thrownBy(() => ipaddr.parse('none'))).toBeInstanceOf(Error);
    expect(thrownBy(() => answer(notFound('page')))).toBeInstanceOf(RefusalError);
  });

  it('tells the lines of its sources where it throws', () => {
    const lines = readFileSync(ERRORS, 'utf8').split('\n');
    const line = 1 + lines.findIndex((text) => text.includes('throw new RefusalError'));
    expect(thrownBy(() => answer(notFound('page'))).stack).toContain(`${ERRORS}:${line}:`);
  });
});
