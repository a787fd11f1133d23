import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applied, FAULTS } from '.';

const ROOT = join(__dirname, '../../..');

describe('seeded faults', () => {
  it.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    '%s can be seeded into the source',
    (_, fault) => {
      for (const edit of fault.edits) {
        const source = readFileSync(join(ROOT, edit.file), 'utf8');
        expect(applied(source, edit)).not.toBe(source);
      }
    },
  );
});

it('a fault whose place is gone or not the only one is not seeded', () => {
  const edit = { file: 'a.ts', find: 'here', replace: 'there' };
  expect(applied('nowhere', edit)).toBe('nowthere');
  expect(() => applied('', edit)).toThrow('a.ts has 0 times');
  expect(() => applied('here and here', edit)).toThrow('a.ts has 2 times');
});
