// Reads one document from standard input and tells its parent what is in it. A program of its own (documents.ts).
//   node reader.js plain|gzip [ADDRESS]
import { readDocument } from './document';

const [packing, address] = process.argv.slice(2);
// Nobody is there to be told.
process.once('disconnect', () => process.exit());
void readDocument(process.stdin, packing === 'gzip', { address }).then((reading) =>
  process.send?.(reading, () => process.disconnect()),
);
