const SMALLEST = 128 * 1024;

/** A store that has grown past this is given back once it is nearly empty. */
const SPARE = 4 * 1024 * 1024;

/**
 * Bytes read but not yet used, in one piece. Place 0 is the first of them. Grows with what is waiting and
 * shrinks again; a view handed out by `slice` is only valid until the next `append`.
 */
export class ByteWindow {
  #store = Buffer.allocUnsafeSlow(SMALLEST);
  /** The store up to `#end`, so that no search runs into bytes of long ago. */
  #filled = this.#store.subarray(0, 0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#store.length) this.#makeRoom(chunk.length);
    this.#store.set(chunk, this.#end);
    this.#end += chunk.length;
    this.#filled = this.#store.subarray(0, this.#end);
  }

  consume(count: number): void {
    this.#start += count;
    if (this.#start === this.#end) {
      this.#start = this.#end = 0;
      this.#filled = this.#store.subarray(0, 0);
    }
  }

  /** The byte at `place`, or -1 behind the end. */
  at(place: number): number {
    return place < this.length ? (this.#store[this.#start + place] as number) : -1;
  }

  /** Where `needle` (a byte, or Latin-1 text) stands first at or after `from`; -1 when it does not. */
  indexOf(needle: string | number, from: number): number {
    const found = this.#filled.indexOf(needle, this.#start + from, 'latin1');
    return found === -1 ? -1 : found - this.#start;
  }

  slice(from: number, to: number): Buffer {
    return this.#filled.subarray(this.#start + from, this.#start + to);
  }

  #makeRoom(wanted: number): void {
    const held = this.length;
    const needed = held + wanted;
    const shrink = this.#store.length > SPARE && needed * 4 < this.#store.length;
    if (needed <= this.#store.length && !shrink) {
      this.#store.copyWithin(0, this.#start, this.#end);
    } else {
      const capacity = Math.max(SMALLEST, needed + (needed >> 1));
      const store = Buffer.allocUnsafeSlow(capacity);
      store.set(this.#store.subarray(this.#start, this.#end));
      this.#store = store;
    }
    this.#start = 0;
    this.#end = held;
  }
}
