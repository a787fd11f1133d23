/** Chunks that may be unacknowledged at once, over all slices of one session. The control plane sets the size. */
export class Window {
  private used = 0;
  private closed = false;
  private readonly waiting: ((open: boolean) => void)[] = [];

  constructor(private size: number) {}

  /** Waits for a place and takes it. False: the session is gone. */
  async take(): Promise<boolean> {
    if (this.closed) return false;
    if (this.used < this.size && this.waiting.length === 0) {
      this.used += 1;
      return true;
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  give(places: number): void {
    this.used -= places;
    this.admit();
  }

  /** What is out already stays out; a smaller window only holds back the next ones. */
  resize(size: number): void {
    this.size = Math.max(1, size);
    this.admit();
  }

  close(): void {
    this.closed = true;
    for (const resolve of this.waiting.splice(0)) resolve(false);
  }

  private admit(): void {
    while (!this.closed && this.used < this.size && this.waiting.length > 0) {
      this.used += 1;
      this.waiting.shift()?.(true);
    }
  }
}
