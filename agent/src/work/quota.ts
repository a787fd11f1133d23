/**
 * Bytes that the spool may hold. Who wants to add waits until there is room: that is how a control plane
 * that does not take results slows the tools down instead of losing them.
 */
export class Quota {
  private used = 0;
  private readonly waiting: { bytes: number; go: () => void }[] = [];

  constructor(private readonly bytes: number) {}

  /** Share of the quota in use; above 1 after a restart with a smaller quota. */
  get fill(): number {
    return this.used / this.bytes;
  }

  /** Takes room, in the order asked. One thing larger than the whole quota gets in when there is nothing else. */
  async take(bytes: number): Promise<void> {
    if (this.waiting.length > 0 || !this.fits(bytes)) {
      await new Promise<void>((go) => this.waiting.push({ bytes, go }));
    } else {
      this.used += bytes;
    }
  }

  /** Counts what is on disk already: it is there, room or not. */
  count(bytes: number): void {
    this.used += bytes;
  }

  give(bytes: number): void {
    this.used -= bytes;
    for (let next = this.waiting[0]; next && this.fits(next.bytes); next = this.waiting[0]) {
      this.waiting.shift();
      this.used += next.bytes;
      next.go();
    }
  }

  private fits(bytes: number): boolean {
    return this.used <= 0 || this.used + bytes <= this.bytes;
  }
}
