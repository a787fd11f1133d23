import type { RunLook, RunProgress, RunSink, TargetResult } from './engine';

/** Takes all that an engine delivers. */
export class Heard implements RunSink {
  readonly results: TargetResult[] = [];
  readonly looks: RunLook[] = [];
  readonly told: RunProgress[] = [];
  look(look: RunLook): void {
    this.looks.push(look);
  }
  target(result: TargetResult): Promise<void> {
    this.results.push(result);
    return Promise.resolve();
  }
  progress(progress: RunProgress): void {
    this.told.push(progress);
  }
}
