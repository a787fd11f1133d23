/**
 * Counts failures per address within a minute. A join token cannot be guessed, so this only keeps a broken or
 * hostile machine from keeping the database busy.
 */
export class FailedAttempts {
  private readonly counts = new Map<string, number>();
  private since = 0;

  constructor(
    private readonly most = 30,
    private readonly mostAddresses = 10_000,
  ) {}

  /** `nowMs`: monotonic. */
  isTooMany(address: string, nowMs: number): boolean {
    this.turn(nowMs);
    return (this.counts.get(address) ?? 0) >= this.most;
  }

  add(address: string, nowMs: number): void {
    this.turn(nowMs);
    if (this.counts.size >= this.mostAddresses && !this.counts.has(address)) return;
    this.counts.set(address, (this.counts.get(address) ?? 0) + 1);
  }

  private turn(nowMs: number): void {
    if (nowMs - this.since < 60_000) return;
    this.counts.clear();
    this.since = nowMs;
  }
}
