import { RecentLines } from './log';

it('keeps the last lines that have room, and always the last one', () => {
  const lines = new RecentLines(10);
  for (const line of ['one\n', 'two\n', 'three\n']) lines.add(line);
  expect(lines.all()).toEqual(['two', 'three']);
  lines.add(`${'x'.repeat(100)}\n`);
  expect(lines.all()).toEqual(['x'.repeat(100)]);
});
