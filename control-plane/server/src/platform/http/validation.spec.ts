import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, Max, MaxLength, ValidateNested } from 'class-validator';
import { RefusalError } from '../errors';
import { RequestValidation, unprintable } from './validation';

class Part {
  @IsInt()
  @Max(9)
  n: number;
}

class Whole {
  @IsString()
  @MaxLength(5)
  name: string;

  @IsArray()
  @IsString({ each: true })
  @MaxLength(3, { each: true })
  words: string[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts: Part[];
}

const good = { name: 'a', words: ['b'], parts: [{ n: 1 }] };

async function faults(body: unknown): Promise<unknown> {
  try {
    return await new RequestValidation().transform(body, { type: 'body', metatype: Whole });
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    expect(error.refusal.status).toBe(422);
    return error.refusal.details.map(({ path, code }) => [path, code]);
  }
}

describe('validation', () => {
  it('lets a good body through as its class', async () => {
    expect(await faults(good)).toBeInstanceOf(Whole);
  });

  it('names each field at fault by its JSON pointer', async () => {
    expect(await faults({ ...good, name: 'abcdef', 'a/b~': 1 })).toEqual([
      ['/a~1b~0', 'unknown-field'],
      ['/name', 'too-long'],
    ]);
    expect(await faults({ ...good, words: ['ok', 'long', 7, 'ok'] })).toEqual([
      ['/words/1', 'too-long'],
      ['/words/2', 'wrong-type'],
    ]);
    expect(await faults({ ...good, words: 'ok' })).toEqual([['/words', 'wrong-type']]);
    expect(await faults({ ...good, parts: [{ n: 1 }, { n: 10, m: 1 }, { n: 'x' }, {}] })).toEqual([
      ['/parts/1/m', 'unknown-field'],
      ['/parts/1/n', 'out-of-range'],
      ['/parts/2/n', 'wrong-type'],
      ['/parts/3/n', 'required'],
    ]);
    expect(await faults({})).toEqual([
      ['/name', 'required'],
      ['/words', 'required'],
      ['/parts', 'required'],
    ]);
  });

  it.each([[[]], [null], ['text'], [7], [undefined]])('refuses the body %j', async (body) => {
    expect(await faults(body)).toEqual([['', 'wrong-type']]);
  });

  it('refuses control characters and what turns the direction of text, anywhere', async () => {
    for (const bad of [
      '\u0000',
      '\u001b',
      '\u007f',
      '\u0085',
      '\u2028',
      '\u202e',
      '\u2066',
      '\ufeff',
      '\ud800',
    ])
      expect(await faults({ ...good, words: ['a', `b${bad}`] })).toEqual([['/words/1', 'control-character']]);
    expect(unprintable({ 'a\u0000': 1 })).toMatchObject([{ code: 'control-character' }]);
    expect(unprintable({ text: 'two\nlines\tand 検査 😀' })).toEqual([]);
  });

  it('does not go down for ever', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(unprintable(deep)).toMatchObject([{ code: 'too-deep' }]);
  });
});
