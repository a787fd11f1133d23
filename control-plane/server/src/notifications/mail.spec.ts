import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { LOCALES, type Locale } from '../auth';
import { addFindings, NO_FINDINGS, NOTICES, type CountedFindings, type ScanFacts, type Told } from './facts';
import { mailOf, type Reader } from './mail';
import { messageOf } from './message';

const reader = (locale: Locale): Reader => ({
  locale,
  zone: 'Asia/Taipei',
  publicUrl: 'https://scanfleet.example',
  unsubscribeUrl: 'https://scanfleet.example/unsubscribe?token=a.b',
});

const findings: CountedFindings = {
  bySeverity: { critical: 1, high: 2, medium: 0, low: 3, information: 40 },
  new: 5,
  active: 41,
  fixed: 7,
  reopened: 6,
};

const scan: ScanFacts = {
  scanId: '0190f9c0-0000-7000-8000-000000000000',
  jobId: null,
  name: 'nightly',
  end: 'complete',
  result: 'findings',
  reason: '',
  startedAt: '2026-03-01T16:00:00.000Z',
  endedAt: '2026-03-01T19:05:00.000Z',
  findings,
};

/** Everything that can be told, with `text` wherever somebody else's text stands. */
const everyKind = (text: string): Told[] => [
  { kind: 'scan', scan: { ...scan, name: text, reason: text } },
  { kind: 'scan', scan: { ...scan, name: text, end: 'failed', findings: null, result: 'all hosts down' } },
  {
    kind: 'digest',
    digest: {
      ...{ every: 'day', from: scan.startedAt!, until: scan.endedAt, count: 3, totals: findings },
      scans: [{ ...scan, name: text }],
    },
  },
  ...NOTICES.map((notice): Told => ({
    kind: 'notice',
    notice: { notice, name: text, reason: text, at: scan.endedAt },
  })),
  { kind: 'test', name: text },
];

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        ...['\r\n', '\n', '\r', '\u2028', '\u202e', '\0', '<script>', '</p>', '"', "'", '&', '&lt;', '<!--'],
        ...['Bcc: victim@example.com', '\r\n\r\nbody', '=?utf-8?B?DQo=?=', ',', ';', '<a@b>', 'x', '\ud800'],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

const tags = (markup: string): string[] => markup.match(/<[^>]*>/g) ?? [];

describe('a mail', () => {
  it.each([
    ['en', 'Scan “nightly” finished (Critical 1, High 2, Low 3, Information 40)', 'New  5'],
    ['zh-TW', '掃描「nightly」已完成（嚴重 1、高 2、低 3、資訊 40）', '新發現  5'],
    ['ja', 'スキャン「nightly」が完了しました（緊急 1、高 2、低 3、情報 40）', '新規  5'],
  ] as const)('says in %s what ended, with every count', (locale, subject, counted) => {
    const mail = mailOf({ kind: 'scan', scan }, reader(locale));
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(counted);
    expect(mail.text).toContain('https://scanfleet.example/scans/0190f9c0-0000-7000-8000-000000000000');
    expect(mail.html).toContain(`<html lang="${locale}">`);
    for (const n of [1, 2, 0, 3, 40, 5, 7, 6]) expect(mail.html).toContain(`<td>${n}</td>`);
    // In the reader's own time: 03:05 of the next day.
    expect(mail.text).toMatch(/0?3:05.*\(Asia\/Taipei\)/);
  });

  it('is in another language for each, whatever is told', () => {
    for (const told of everyKind('x')) {
      const texts = LOCALES.map((locale) => mailOf(told, reader(locale)).text);
      const subjects = LOCALES.map((locale) => mailOf(told, reader(locale)).subject);
      expect(new Set(texts).size).toBe(3);
      expect(new Set(subjects).size).toBe(3);
      for (const text of texts) expect(text).not.toContain('undefined');
    }
  });

  it('of a digest counts every scan, also those that it does not list', () => {
    const told = everyKind('x')[2]!;
    const mail = mailOf(told, reader('en'));
    expect(mail.subject).toBe('Daily summary: 3 scans, 5 new findings');
    expect(mail.text).toContain('and 2 more scans');
    expect(addFindings(addFindings(NO_FINDINGS, findings), null)).toEqual(findings);
  });

  it('holds no markup but its own', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...LOCALES), (text, locale) => {
        const own = everyKind(text === '' ? '' : 'x').map((told) => tags(mailOf(told, reader(locale)).html));
        const got = everyKind(text).map((told) => mailOf(told, reader(locale)).html);
        expect(got.map(tags)).toEqual(own);
        for (const html of got) expect(html).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps others’ text on its line', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...LOCALES), (text, locale) => {
        const lines = (told: Told) => mailOf(told, reader(locale)).text.split(/[\r\n\u2028\u2029]/).length;
        // A reason that is nothing but control characters leaves its label.
        const plain = everyKind(text === '' ? '' : 'x').map(lines);
        expect(everyKind(text).map(lines)).toEqual(plain);
        for (const told of everyKind(text))
          expect(mailOf(told, reader(locale)).text).not.toMatch(/[\p{Cs}\0]/u);
      }),
      { numRuns: 200 },
    );
  });

  it('as it goes out has its own headers and one recipient, whatever names and texts hold', async () => {
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
    const written = async (text: string, told: Told) => {
      const letter = {
        ...mailOf(told, reader('en')),
        ...{ messageId: 'id', tenantId: 'tenant', unsubscribeUrl: reader('en').unsubscribeUrl },
        to: { address: 'admin@example.com', name: text },
      };
      const { message, envelope } = await transport.sendMail(messageOf(letter, 'scanfleet@example.org'));
      expect(envelope).toEqual({ from: 'scanfleet@example.org', to: ['admin@example.com'] });
      return (message as Buffer).toString();
    };
    const names = (raw: string): string[] => {
      const [head = ''] = raw.split('\n\n', 1);
      const lines = head.split('\n').filter((line) => !/^[ \t]/.test(line));
      return lines.map((line) => line.split(':', 1)[0] ?? '').sort();
    };
    const own = names(await written('x', { kind: 'test', name: 'x' }));
    expect(own).toEqual(
      expect.arrayContaining(['List-Unsubscribe', 'List-Unsubscribe-Post', 'Subject', 'To']),
    );
    await fc.assert(
      fc.asyncProperty(hostile, fc.nat(6), async (text, which) => {
        const raw = await written(text, everyKind(text)[which]!);
        expect(names(raw)).toEqual(own);
        const parsed = await simpleParser(raw);
        expect(parsed.to).toMatchObject({ value: [{ address: 'admin@example.com' }] });
        expect(parsed.subject).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['a@b, c@d', 'a@b\r\nBcc: c@d', '', 'a', 'Name <a@b>', 'a@b;c@d', '"a b"@c'])(
    'goes to no address such as %j',
    (address) => {
      const mail = mailOf({ kind: 'test', name: 'x' }, reader('en'));
      const letter = {
        ...mail,
        messageId: 'id',
        tenantId: 't',
        unsubscribeUrl: '',
        to: { address, name: '' },
      };
      expect(() => messageOf(letter, 'a@b')).toThrow('not an e-mail address');
    },
  );
});
