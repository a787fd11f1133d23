const SEPARATOR = 0x1e;
/** What is said by a mark is short. */
const LONGEST_MARK = 200;

export interface OutputSink {
  /** What a program printed. */
  text(bytes: Buffer): void;
  /** What the script itself says: its words behind the nonce. Answers how many bytes of a document follow. */
  mark(words: readonly string[]): number;
  /** Bytes of a document that was announced. */
  document(bytes: Buffer): void;
}

/** Tells apart, in one output of the far side, what programs print and what the script says. */
export class MarkedOutput {
  readonly #start: Buffer;
  #held: Buffer = Buffer.alloc(0);
  #documentLeft = 0;

  constructor(
    nonce: string,
    private readonly sink: OutputSink,
  ) {
    this.#start = Buffer.concat([Buffer.from([SEPARATOR]), Buffer.from(`${nonce} `)]);
  }

  take(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    while (this.#held.length > 0 && this.#step());
  }

  /** False: more is needed. */
  #step(): boolean {
    const held = this.#held;
    if (this.#documentLeft > 0) {
      const part = held.subarray(0, this.#documentLeft);
      this.#documentLeft -= part.length;
      this.#held = held.subarray(part.length);
      this.sink.document(part);
      return true;
    }
    const at = held.indexOf(this.#start);
    if (at < 0) {
      // Its end may be the beginning of a mark.
      const sure = held.length - this.#unsure(held);
      if (sure > 0) this.sink.text(held.subarray(0, sure));
      this.#held = held.subarray(sure);
      return false;
    }
    if (at > 0) this.sink.text(held.subarray(0, at));
    const from = at + this.#start.length;
    const end = held.indexOf(0x0a, from);
    if (end < 0 && held.length - from <= LONGEST_MARK) {
      this.#held = held.subarray(at);
      return false;
    }
    const until = end < 0 ? held.length : end;
    const words = held.toString('latin1', from, until).split(' ');
    this.#held = held.subarray(until + 1);
    this.#documentLeft = this.sink.mark(words);
    return true;
  }

  /** Bytes at its end that may be the beginning of a mark. */
  #unsure(held: Buffer): number {
    for (let length = Math.min(this.#start.length - 1, held.length); length > 0; length -= 1) {
      if (held.subarray(held.length - length).equals(this.#start.subarray(0, length))) return length;
    }
    return 0;
  }
}
