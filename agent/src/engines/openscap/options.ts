/** What to evaluate, as the contract carries it. */
export interface OpenscapOptions {
  /** A data stream or benchmark (`xccdf`), or definitions (`oval`). */
  kind: 'xccdf' | 'oval';
  content: ContentFile;
  /** The benchmark's id where the content holds several; null: its only one. */
  benchmark: string | null;
  /** The profile's whole id, never a part of it. Null for `oval`. */
  profile: string | null;
  /** Changes to a profile; the profile named is then the tailoring's. */
  tailoring: ContentFile | null;
  /** Rules that the profile selects: what progress is a part of. 0: not known. */
  rules: number;
  /** Seconds after which a system is given up as timed out. */
  timeoutSeconds: number;
  /** A report for people is kept beside the results of a profile. */
  htmlReport: boolean;
}

/** A file that comes to the agent by what it holds. */
export interface ContentFile {
  /** Of its bytes, hex. */
  sha256: string;
  bytes: number;
}

/** Where the agent gets such files. */
export interface ContentStore {
  /** The absolute path of the file, whose hash was compared. Rejects when it cannot be had. */
  file(content: ContentFile): Promise<string>;
}
