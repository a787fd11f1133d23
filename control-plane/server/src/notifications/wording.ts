import type { Locale } from '../auth';
import type { DigestPeriod, NoticeKind, ScanEnd, SeverityLabel } from './facts';
import { english } from './wording-en';
import { japanese } from './wording-ja';
import { chinese } from './wording-zh-tw';

/** Everything that a mail says, in one language. Values are put in as they are: whoever writes them out escapes. */
export interface Wording {
  readonly ends: Readonly<Record<ScanEnd, string>>;
  readonly severities: Readonly<Record<SeverityLabel, string>>;
  readonly labels: Readonly<
    Record<
      | 'scan'
      | 'state'
      | 'reason'
      | 'started'
      | 'ended'
      | 'new'
      | 'fixed'
      | 'reopened'
      | 'total'
      | 'open'
      | 'period'
      | 'scans'
      | 'when'
      | 'severity'
      | 'count',
      string
    >
  >;
  readonly noFindings: string;
  readonly allHostsDown: string;
  /** For a scan that failed before findings could be drawn. */
  readonly notDrawn: string;
  readonly why: string;
  readonly unsubscribe: string;
  /** Between a label and its value, and between the items of a list. */
  readonly colon: string;
  readonly comma: string;
  scanSubject(name: string, end: string, counts: string): string;
  scanIntroduction(name: string, end: string): string;
  /** `name` is the job's. */
  announcementSubject(name: string): string;
  announcementIntroduction(name: string): string;
  digestSubject(every: DigestPeriod, scans: number, found: number): string;
  digestIntroduction(every: DigestPeriod, scans: number): string;
  more(scans: number): string;
  noticeSubject(kind: NoticeKind, name: string): string;
  noticeIntroduction(kind: NoticeKind, name: string): string;
  testSubject(name: string): string;
  testIntroduction(name: string): string;
}

const WORDINGS: Readonly<Record<Locale, Wording>> = { en: english, 'zh-TW': chinese, ja: japanese };

export const wordingOf = (locale: Locale): Wording => WORDINGS[locale];
