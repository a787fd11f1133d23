// The parts of unbzip2-stream that decode one block.
declare module 'unbzip2-stream/lib/bit_iterator' {
  /** Reads `count` bits; null: goes on at the next whole byte. */
  export interface Bits {
    (count: number | null): number;
    bytesRead: number;
  }
  /** Takes further bytes as it needs them. Must get some at once. */
  export default function bitIterator(next: () => Uint8Array): Bits;
}

declare module 'unbzip2-stream/lib/bzip2' {
  import type { Bits } from 'unbzip2-stream/lib/bit_iterator';
  const bzip2: {
    /** The level, 1 to 9: blocks of that many hundred thousand bytes. */
    header(bits: Bits): number;
    /** Decodes a block, or the end of the stream: null then. Throws what is no Error of a known kind. */
    decompress(
      bits: Bits,
      write: (byte: number) => void,
      room: Int32Array,
      size: number,
      sum: number,
    ): number | null;
  };
  export default bzip2;
}
