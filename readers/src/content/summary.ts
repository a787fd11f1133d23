/** What security content offers, and why it is not taken. */
export interface ContentSummary {
  kind: 'data-stream' | 'xccdf' | 'oval';
  benchmarks: BenchmarkSummary[];
  /** OVAL definitions in all of it. */
  definitions: number;
}

export interface BenchmarkSummary {
  id: string;
  title: string;
  version: string;
  /** CPE names of the systems it is for, as written; none: any. */
  platforms: string[];
  rules: number;
  profiles: ProfileSummary[];
}

export interface ProfileSummary {
  id: string;
  title: string;
  description: string;
  /** Rules that it selects. */
  rules: number;
}

export type ContentRefusal =
  /** No XML, cut short, or not well-formed. */
  | 'malformed'
  /** Document type declarations: entities, external subsets. */
  | 'type-declaration'
  /** Nested too deeply, one piece too large, too many of something. */
  | 'excessive'
  /** No data stream, benchmark or definitions. */
  | 'unknown-format'
  /** Checks that run programs out of the content (SCE). */
  | 'scripts'
  /** Parts that are to be fetched, or to be read from the evaluated system. */
  | 'remote-reference'
  /** A rule whose check is not in the content. */
  | 'missing-check'
  /** Nothing that could be evaluated. */
  | 'empty';

export type Inspection =
  { kind: 'accepted'; summary: ContentSummary } | { kind: 'refused'; code: ContentRefusal; reason: string };
