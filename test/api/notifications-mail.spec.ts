import { scanProcessed } from '../../control-plane/server/src/findings';
import { scanMoved } from '../../control-plane/server/src/scans';
import { notifiedApi, type Course, type Scan } from './notified-api';
import { openPort, recordLook, report, type RecordedTarget } from './scan-record';

const critical = { ids: ['CVE:CVE-2017-5638'], scores: { CVSSv2: '10.0 (HIGH)' } };

describe('mails of scans', () => {
  const {
    admin,
    address,
    api,
    deliveries,
    drop,
    ended,
    heard,
    job,
    mailbox,
    process,
    rule,
    settled,
    told,
    until,
    user,
  } = notifiedApi();

  it('come when the scan was processed, never before, with the counts that the API has', async () => {
    const email = address();
    const starter = await user('zh-TW', 'Asia/Taipei');
    const { id: ruleId, ...made } = await rule({ recipients: [email] });
    const scanId = await settled({
      name: 'weekly <b>&</b>',
      startedBy: starter.id,
      targets: [
        { address: '192.0.2.1', observations: [openPort(80), openPort(81), report(80, critical)] },
        { address: '192.0.2.2', observations: [openPort(22)] },
      ],
    });
    await told(scanMoved, { scanId, tenantId: api().tenantId, state: 'Finished' });
    await told(scanProcessed, { scanId, tenantId: api().tenantId });
    expect(await deliveries(`scanId=${scanId}`)).toEqual([]);

    await process(scanId);
    const [mail] = await until('a mail', () => mailbox.to(email).length > 0 && mailbox.to(email));
    const scan = (await admin().get<Scan>(`/scans/${scanId}`)).body;
    const { bySeverity } = scan.summary.findings;
    expect(scan.processed).toBe(true);
    expect(bySeverity).toEqual({ critical: 1, high: 0, medium: 0, low: 0, information: 3 });
    for (const [severity, n] of Object.entries({ critical: 5, information: 1 })) {
      const found = await admin().all(`/findings?scanId=${scanId}&severity=${n}`);
      expect([severity, found.length]).toEqual([severity, bySeverity[severity]]);
    }
    expect(mail?.subject).toBe('Scan “weekly <b>&</b>” finished (Critical 1, Information 3)');
    for (const [label, n] of [
      ['Critical', 1],
      ['High', 0],
      ['Information', 3],
      ['New', 4],
      ['Fixed', 0],
    ])
      expect(mail?.text).toMatch(new RegExp(`^  ${label}  ${n}$`, 'm'));
    expect(mail?.text).toContain(`https://scanfleet.example/scans/${scanId}`);
    expect(mail?.html).toContain('weekly &lt;b&gt;&amp;&lt;/b&gt;');
    expect(mail?.html).not.toContain('<b>&');
    expect(mail?.from?.value).toEqual([{ address: 'scanfleet@example.org', name: 'Scanfleet' }]);
    // Whoever started it reads it in their own language and time.
    const [own] = await until(
      'the starter’s',
      () => mailbox.to(starter.email).length > 0 && mailbox.to(starter.email),
    );
    expect(own?.subject).toBe('掃描「weekly <b>&</b>」已完成（嚴重 1、資訊 3）');
    expect(own?.text).toContain('(Asia/Taipei)');

    const log = await until('both delivered', async () => {
      const all = await deliveries(`scanId=${scanId}`);
      return all.every(({ state }) => state === 'Delivered') && all;
    });
    expect(log).toHaveLength(2);
    expect(log[0]).toMatchObject({ kind: 'scan', ruleId, attempts: 1, responseStatus: 250, lastError: '' });
    // Said again, however often, it is told once.
    await told(scanProcessed, { scanId, tenantId: api().tenantId });
    expect(await deliveries(`scanId=${scanId}`)).toHaveLength(2);
    expect(mailbox.to(email)).toHaveLength(1);
    await drop({ id: ruleId, ...made });
  });

  it('say what was fixed', async () => {
    const email = address();
    const look = await recordLook(api().ledger.connection, [1, 65_535]);
    const seen = (...observations: RecordedTarget['observations'][number][]): RecordedTarget[] => [
      {
        address: '192.0.2.77',
        look,
        observations: [{ kind: 'host', body: { status: 'up', extraPorts: [] } }, ...observations],
      },
    ];
    const earlier = [{ ...seen(openPort(80), openPort(443))[0]!, at: new Date(Date.now() - 60_000) }];
    await ended({ targets: earlier });
    const it = await rule({ recipients: [email], toStarter: false });
    const closed = openPort(443, { state: 'closed', reason: 'reset', service: null });
    const scanId = await ended({ targets: seen(openPort(80), closed) });
    const [mail] = await until('a mail', () => mailbox.to(email).length > 0 && mailbox.to(email));
    const { fixed } = (await admin().get<Scan>(`/scans/${scanId}`)).body.summary.findings;
    expect(fixed).toBe(1);
    expect(mail?.text).toMatch(/^ {2}Fixed {2}1$/m);
    await drop(it);
  });

  it.each<[string, object, Course, boolean]>([
    ['failure', { trigger: 'failure' }, {}, false],
    ['failure', { trigger: 'failure' }, { outcome: 'partial' }, true],
    ['failure', { trigger: 'failure' }, { state: 'Canceled' }, false],
    ['always', {}, { state: 'Canceled' }, true],
    ['always', {}, { state: 'Paused' }, false],
    ['always, switched off', { enabled: false }, {}, false],
  ])('of a rule “%s” %j come after %j: %s', async (_, terms, course, comes) => {
    const email = address();
    const it = await rule({ recipients: [email], toStarter: false, ...terms });
    const scanId = await ended(course);
    await heard();
    const found = await deliveries(`scanId=${scanId}&ruleId=${it.id}`);
    expect(found.map(({ recipient }) => recipient)).toEqual(comes ? [email] : []);
    await drop(it);
  });

  it('tell of a scan in Error, which is never processed', async () => {
    const email = address();
    const it = await rule({ recipients: [email], trigger: 'failure', language: 'ja', toStarter: false });
    const scanId = await settled({ state: 'Error' });
    await told(scanMoved, { scanId, tenantId: api().tenantId, state: 'Error' });
    const [mail] = await until('a mail', () => mailbox.to(email).length > 0 && mailbox.to(email));
    expect(mail?.subject).toBe('スキャン「nightly」が失敗しました');
    expect(mail?.text).toContain('検出項目をまとめる前にスキャンが失敗しました。');
    await drop(it);
  });

  it('tell of new findings at or above a severity, once for each', async () => {
    const high = await rule({
      recipients: [address()],
      trigger: 'new-findings',
      minSeverity: 4,
      toStarter: false,
    });
    const any = await rule({
      recipients: [address()],
      trigger: 'new-findings',
      minSeverity: 1,
      toStarter: false,
    });
    const targets = (...more: RecordedTarget['observations'][number][]) => [
      { address: '192.0.2.99', observations: [openPort(80), ...more] },
    ];
    const by = async (scanId: string) => {
      await heard();
      const found = await deliveries(`scanId=${scanId}`);
      return [high, any].map(({ id }) => found.filter(({ ruleId }) => ruleId === id).length);
    };
    expect(await by(await ended({ targets: targets() }))).toEqual([0, 1]);
    expect(await by(await ended({ targets: targets(report(80, critical)) }))).toEqual([1, 1]);
    expect(await by(await ended({ targets: targets(report(80, critical)) }))).toEqual([0, 0]);
    await drop(high, any);
  });

  it('are of the rule’s job alone', async () => {
    const [jobId, other] = [await job(), await job()];
    const it = await rule({ recipients: [address()], jobId, toStarter: false });
    const [mine, its] = [await ended({ jobId }), await ended({ jobId: other })];
    await heard();
    expect(await deliveries(`scanId=${mine}`)).toHaveLength(1);
    expect(await deliveries(`scanId=${its}`)).toHaveLength(0);
    expect(await admin().all(`/notification-rules?jobId=${jobId}`)).toHaveLength(1);
    expect(await admin().all(`/notification-rules?jobId=${other}`)).toHaveLength(0);
    await drop(it);
  });
});
