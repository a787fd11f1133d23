import type { PortRanges, ScriptObservation } from './observation';
import type { NmapHost } from './host';

/** What the reader found, in the order of the document. */
export type NmapEvent =
  | RunHead
  /** What is looked at under one protocol; `ports` is empty where nmap does not say which. */
  | { kind: 'scaninfo'; type: string; protocol: string; services: number; ports: PortRanges[] }
  | TaskEvent
  /** A live host, told before its ports are known. */
  | { kind: 'hint'; address: string }
  /** A target that nmap would not scan; `specification` is what it was given. */
  | { kind: 'skipped'; specification: string; reason: string }
  /** Output of scripts that belong to no host. */
  | { kind: 'scripts'; when: 'before' | 'after'; scripts: ScriptObservation[] }
  /** One whole host. `raw` are the bytes of its element: copy them before asking for the next event. */
  | { kind: 'host'; host: NmapHost; raw: Buffer }
  /** A host that cannot be used. The others are not touched by it. */
  | BrokenHost;

export interface RunHead {
  kind: 'run';
  scanner: string;
  /** Such as `7.93`; empty when nmap did not say. */
  version: string;
  args: string;
  /** Seconds since 1970; null when nmap did not say. */
  start: number | null;
}

export interface TaskEvent {
  kind: 'task';
  edge: 'begin' | 'progress' | 'end';
  task: string;
  /** 0 to 100. */
  percent: number;
}

export interface BrokenHost {
  kind: 'broken';
  /** Where the host's own address could still be read. */
  address: string | null;
  reason: string;
}

/**
 * What the document was as a whole. `whole`: nmap closed it and says that it succeeded. `truncated`: the
 * finished hosts are good, but there may have been more. `refused`: this is not nmap's XML, or not XML that is
 * safe to read; nothing was delivered.
 */
export type DocumentEnd =
  | { kind: 'whole'; brokenHosts: number }
  | { kind: 'truncated'; brokenHosts: number; reason: string }
  | { kind: 'refused'; reason: string };
