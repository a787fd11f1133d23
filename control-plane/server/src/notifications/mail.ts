import type { Locale } from '../auth';
import { html, Html, oneLine } from './escaping';
import { SEVERITIES, type CountedFindings, type DigestFacts, type ScanFacts, type Told } from './facts';
import { wordingOf, type Wording } from './wording';

/** Who reads, and where the links lead. */
export interface Reader {
  readonly locale: Locale;
  /** IANA time zone. */
  readonly zone: string;
  /** The console's address without a slash at its end. */
  readonly publicUrl: string;
  readonly unsubscribeUrl: string;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const LONGEST_SUBJECT = 180;

/** One line of a mail: a label with its value, or a sentence. */
type Line = readonly [label: string, value: string] | string;

/** A mail's parts, before it is written as text and as HTML. */
interface Draft {
  readonly subject: string;
  readonly introduction: string;
  readonly lines: readonly Line[];
  readonly tables: readonly Table[];
  readonly link: string;
}

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Writes what is told as a mail, in the reader's language and time zone. */
export function mailOf(told: Told, reader: Reader): MailText {
  const words = wordingOf(reader.locale);
  const draft = draftOf(told, words, reader);
  return {
    subject: oneLine(draft.subject, LONGEST_SUBJECT),
    text: asText(draft, words, reader),
    html: asHtml(draft, words, reader).text,
  };
}

function draftOf(told: Told, words: Wording, reader: Reader): Draft {
  switch (told.kind) {
    case 'scan':
      return scanDraft(told.scan, words, reader);
    case 'digest':
      return digestDraft(told.digest, words, reader);
    case 'notice': {
      const { notice, name, reason, at } = told.notice;
      return {
        subject: words.noticeSubject(notice, name),
        introduction: words.noticeIntroduction(notice, name),
        lines: [[words.labels.when, timeOf(at, reader)], ...reasonLine(reason, words)],
        tables: [],
        link: reader.publicUrl,
      };
    }
    case 'announcement': {
      const { jobId, name, at } = told.announcement;
      return {
        subject: words.announcementSubject(name),
        introduction: words.announcementIntroduction(name),
        lines: [
          [words.labels.scan, name],
          [words.labels.when, timeOf(at, reader)],
        ],
        tables: [],
        link: `${reader.publicUrl}/jobs/${encodeURIComponent(jobId)}`,
      };
    }
    case 'test': {
      const introduction = words.testIntroduction(told.name);
      return {
        ...{ subject: words.testSubject(told.name), introduction },
        ...{ lines: [], tables: [], link: reader.publicUrl },
      };
    }
  }
}

function scanDraft(scan: ScanFacts, words: Wording, reader: Reader): Draft {
  const { labels } = words;
  const end = words.ends[scan.end];
  const lines: Line[] = [[labels.scan, scan.name]];
  lines.push([labels.state, end], ...reasonLine(scan.reason, words));
  if (scan.startedAt) lines.push([labels.started, timeOf(scan.startedAt, reader)]);
  lines.push([labels.ended, timeOf(scan.endedAt, reader)]);
  if (scan.result === 'all hosts down') lines.push(words.allHostsDown);
  if (!scan.findings) lines.push(words.notDrawn);
  return {
    subject: words.scanSubject(scan.name, end, scan.findings ? countsOf(scan.findings, words) : ''),
    introduction: words.scanIntroduction(scan.name, end),
    lines,
    tables: scan.findings ? findingsTables(scan.findings, words) : [],
    link: `${reader.publicUrl}/scans/${encodeURIComponent(scan.scanId)}`,
  };
}

function digestDraft(digest: DigestFacts, words: Wording, reader: Reader): Draft {
  const { labels } = words;
  const left = digest.count - digest.scans.length;
  const scans: Table = {
    head: [labels.scan, labels.state, labels.ended, labels.new, labels.fixed],
    rows: digest.scans.map((scan) => [
      ...[scan.name, words.ends[scan.end], timeOf(scan.endedAt, reader)],
      ...[String(scan.findings?.new ?? '–'), String(scan.findings?.fixed ?? '–')],
    ]),
  };
  return {
    subject: words.digestSubject(digest.every, digest.count, digest.totals.new),
    introduction: words.digestIntroduction(digest.every, digest.count),
    lines: [
      [labels.period, `${timeOf(digest.from, reader)} – ${timeOf(digest.until, reader)}`],
      [labels.scans, String(digest.count)],
      ...(left > 0 ? [words.more(left)] : []),
    ],
    tables: [scans, ...findingsTables(digest.totals, words)],
    link: `${reader.publicUrl}/scans`,
  };
}

const reasonLine = (reason: string, words: Wording): Line[] =>
  reason === '' ? [] : [[words.labels.reason, reason]];

/** The severities that there are, as in a subject: `Critical 1, Low 3`. */
function countsOf({ bySeverity }: CountedFindings, words: Wording): string {
  const present = SEVERITIES.filter((label) => (bySeverity[label] ?? 0) > 0);
  if (present.length === 0) return words.noFindings;
  return present.map((label) => `${words.severities[label]} ${bySeverity[label]}`).join(words.comma);
}

function findingsTables(findings: CountedFindings, { labels, severities }: Wording): Table[] {
  return [
    {
      head: [labels.severity, labels.count],
      rows: SEVERITIES.map((label) => [severities[label], String(findings.bySeverity[label] ?? 0)]),
    },
    {
      head: [labels.total, labels.count],
      rows: [
        [labels.new, String(findings.new)],
        [labels.reopened, String(findings.reopened)],
        [labels.fixed, String(findings.fixed)],
      ],
    },
  ];
}

function timeOf(iso: string, { locale, zone }: Reader): string {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return `${time.format(new Date(iso))} (${zone})`;
}

function asText(draft: Draft, words: Wording, reader: Reader): string {
  const line = (one: Line): string =>
    typeof one === 'string' ? oneLine(one) : `${oneLine(one[0])}${words.colon}${oneLine(one[1])}`;
  const row = (cells: readonly string[]): string => cells.map((cell) => oneLine(cell)).join('  ');
  const tables = draft.tables.flatMap(({ head, rows }) => ['', row(head), ...rows.map((r) => `  ${row(r)}`)]);
  return [
    oneLine(draft.introduction, 600),
    '',
    ...draft.lines.map(line),
    ...tables,
    '',
    `${words.labels.open}${words.colon}${draft.link}`,
    '',
    '-- ',
    words.why,
    `${words.unsubscribe}${words.colon}${reader.unsubscribeUrl}`,
    '',
  ].join('\n');
}

function asHtml(draft: Draft, words: Wording, reader: Reader): Html {
  const line = (one: Line): Html =>
    typeof one === 'string' ? html`<p>${one}</p>` : html`<p><b>${one[0]}${words.colon}</b> ${one[1]}</p>`;
  const table = ({ head, rows }: Table): Html =>
    html`<table cellpadding="6" border="1" style="border-collapse:collapse;margin:12px 0">
      <tr>
        ${head.map((cell) => html`<th align="left">${cell}</th>`)}
      </tr>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </table>`;
  return html`<!doctype html>
    <html lang="${reader.locale}">
      <head>
        <meta charset="utf-8" />
        <title>${draft.subject}</title>
      </head>
      <body style="font-family:sans-serif">
        <p>${oneLine(draft.introduction, 600)}</p>
        ${draft.lines.map(line)}${draft.tables.map(table)}
        <p><a href="${draft.link}">${words.labels.open}</a></p>
        <hr />
        <p style="font-size:small">
          ${words.why} <a href="${reader.unsubscribeUrl}">${words.unsubscribe}</a>
        </p>
      </body>
    </html>`;
}
