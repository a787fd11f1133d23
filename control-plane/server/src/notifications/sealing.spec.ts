import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Sealing } from './sealing';

describe('what is sealed', () => {
  const folders: string[] = [];
  const sealing = (key: string): Sealing => {
    const keysFolder = mkdtempSync(join(tmpdir(), 'sealing-'));
    folders.push(keysFolder);
    writeFileSync(join(keysFolder, 'ca.key'), key);
    return new Sealing({ keysFolder });
  };
  const ours = sealing('one key');
  const theirs = sealing('another');
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('opens with the same key and for the same thing only, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.nat(), (secret, at) => {
        const plain = Buffer.from(secret, 'utf8').toString('utf8');
        const sealed = ours.seal(secret, 'webhook 1');
        expect(ours.open(sealed, 'webhook 1')).toBe(plain);
        expect(() => ours.open(sealed, 'webhook 2')).toThrow();
        expect(() => theirs.open(sealed, 'webhook 1')).toThrow();
        const changed = Buffer.from(sealed);
        changed[at % changed.length]! ^= 1;
        expect(() => ours.open(changed, 'webhook 1')).toThrow();
        expect(() => ours.open(sealed.subarray(0, at % sealed.length), 'webhook 1')).toThrow();
      }),
    );
  });

  it('is never sealed alike twice', () => {
    expect(ours.seal('x', 'y').equals(ours.seal('x', 'y'))).toBe(false);
  });

  it('and what is signed comes back only as it was signed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.nat(),
        fc.string(),
        (text, at, other) => {
          const token = ours.sign(text);
          fc.pre(token.length <= 1_044 && text !== '');
          expect(ours.signed(token)).toBe(text);
          expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
          expect(theirs.signed(token)).toBeUndefined();
          const [body = '', signature = ''] = token.split('.');
          expect(ours.signed(`${Buffer.from(other).toString('base64url')}.${signature}`)).toBe(
            other === text ? text : undefined,
          );
          const cut = at % signature.length;
          expect(ours.signed(`${body}.${signature.slice(0, cut)}`)).toBeUndefined();
          expect(ours.signed(other)).toBeUndefined();
        },
      ),
    );
  });
});
