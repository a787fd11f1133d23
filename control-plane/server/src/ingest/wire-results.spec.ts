import { Chunk, Observation, ScriptObservation, TargetPart } from '@scanfleet/proto';
import { readChunk } from './wire-results';

const script = (structuredJson: string): Chunk => {
  const value = { ...ScriptObservation.decode(new Uint8Array()), id: 'http-title', structuredJson };
  const observations: Observation[] = [{ kind: { $case: 'script', value } }];
  const part = { ...TargetPart.decode(new Uint8Array()), target: '127.0.0.1', run: 1, observations };
  return { ...Chunk.decode(new Uint8Array()), seq: 3n, parts: [part] };
};

function bodyOf(chunk: Chunk): string {
  const read = readChunk(chunk);
  if ('malformed' in read) throw new Error(read.malformed);
  return read.parts[0]!.observations[0]!.body;
}

describe('a script observation', () => {
  it.each([
    ['{"title":"a","n":["x"]}', { title: 'a', n: ['x'] }],
    ['', null],
    ['{"title":', null],
    ['null},{"kind":"host"', null],
    ['['.repeat(20) + ']'.repeat(20), expect.any(Array)],
    ['['.repeat(21) + ']'.repeat(21), null],
  ])('carries the tables %j', (text, structured) => {
    expect(JSON.parse(bodyOf(script(text)))).toMatchObject({ id: 'http-title', structured });
  });

  it('is read although its tables are nested without end', () => {
    const depth = 200_000;
    expect(() => bodyOf(script('['.repeat(depth) + ']'.repeat(depth)))).not.toThrow();
  });
});
