import fc from 'fast-check';
import { MarkedOutput } from './marked-output';

const NONCE = '0123456789abcdef0123456789abcdef';

function heard(chunks: readonly Buffer[]) {
  const all = { text: '', marks: [] as string[], document: '' };
  const output = new MarkedOutput(NONCE, {
    text: (bytes) => (all.text += bytes.toString('latin1')),
    mark: (words) => {
      all.marks.push(words.join(' '));
      return words[0] === 'results' ? Number(words[1]) : 0;
    },
    document: (bytes) => (all.document += bytes.toString('latin1')),
  });
  for (const chunk of chunks) output.take(chunk);
  return all;
}

const cut = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const chunks: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...chunks, bytes.subarray(at)];
};

describe('the output of a far side', () => {
  it('is told apart however it is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\x1e', '0', '1', ' '), maxLength: 40 });
    const mark = fc.constantFrom('begun', 'end 0 127', 'over');
    fc.assert(
      fc.property(
        fc.array(fc.record({ text, mark }), { maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('x', '\x1e', '\n', NONCE), maxLength: 10 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 40 }),
        (parts, document, sizes) => {
          const printed = parts.map((part) => `${part.text}\x1e${NONCE} ${part.mark}\n`).join('');
          const bytes = Buffer.from(`${printed}\x1e${NONCE} results ${document.length}\n${document}the rest`);
          expect(heard(cut(bytes, sizes))).toEqual({
            text: `${parts.map((part) => part.text).join('')}the rest`,
            marks: [...parts.map((part) => part.mark), `results ${document.length}`],
            document,
          });
        },
      ),
    );
  });

  it('gives each line as soon as it is there', () => {
    expect(heard([Buffer.from('rule:pass\n')]).text).toBe('rule:pass\n');
  });

  it('does not heap up a mark without an end', () => {
    const all = heard([Buffer.from(`\x1e${NONCE} `), Buffer.alloc(100_000, 'x'), Buffer.from('\nmore')]);
    expect(all.marks[0]?.length).toBeGreaterThan(1_000);
    expect(all.text).toBe('\nmore');
  });
});
