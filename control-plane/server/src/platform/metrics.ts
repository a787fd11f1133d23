import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus scrapes. Rooms register gauges that are read when they are asked for. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  /** Seconds from a request's head to the end of its answer. */
  readonly httpDurations = new Histogram({
    name: 'scanfleet_http_request_duration_seconds',
    help: 'Time to answer HTTP requests, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'scanfleet_' });
  }

  /** A gauge whose value, or value for each value of its one label, `read` gives at each scrape. */
  gauge(
    name: `scanfleet_${string}`,
    help: string,
    read: () => Promise<number | ReadonlyMap<string, number>>,
    label = 'state',
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        const now = await read();
        this.reset();
        if (typeof now === 'number') this.set(now);
        else for (const [value, count] of now) this.set({ [label]: value }, count);
      },
    });
  }

  /** Counts up from the start of this replica; each call adds one, or `by`, under the value of its one label. */
  counter(
    name: `scanfleet_${string}_total`,
    help: string,
    label: string,
  ): (value: string, by?: number) => void {
    const counter = new Counter({ name, help, labelNames: [label], registers: [this.registry] });
    return (value, by = 1) => counter.inc({ [label]: value }, by);
  }

  /** A counter that somebody else keeps. */
  total(name: `scanfleet_${string}_total`, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** How long something took, in seconds. */
  durations(name: `scanfleet_${string}_seconds`, help: string): (seconds: number) => void {
    const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
    const histogram = new Histogram({ name, help, buckets, registers: [this.registry] });
    return (seconds) => histogram.observe(seconds);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The text exposition format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
