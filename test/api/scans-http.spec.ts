import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Artifacts } from '../../control-plane/server/src/scans';
import { ScanEvents } from '../../control-plane/server/src/scans/scan-events';
import { newId } from '../../control-plane/server/src/platform';
import { condition } from '../harness/condition';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

interface Scan {
  id: string;
  state: string;
  stateSince: string;
  reason: string;
  processed: boolean;
  progress: { percent: number; targetsTotal: number; targetsDone: number; slicesTotal: number };
  summary: { dispositions: Record<string, number>; agents: number };
  durationMs: number | null;
}

interface Event {
  id?: string;
  event: string;
  data: { state?: string; progress?: { percent: number } };
}

const XML = `<host>${'<port/>'.repeat(50_000)}</host>`;

describe('scans over HTTP', () => {
  let api: WholeApi;
  let rest: Rest;
  let jobs = 0;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
  }, 60_000);
  afterAll(() => api.stop());

  const started = async (targets = ['127.0.0.1']): Promise<Scan> => {
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    const job = { name: `job ${++jobs}`, networkId: api.networkId, targets, profiles };
    const made = await rest.post<{ id: string }>('/jobs', job);
    const start = await rest.post<Scan>(`/jobs/${made.body.id}/start`);
    expect(start.status).toBe(202);
    expect(start.headers.get('location')).toBe(`/api/v1/scans/${start.body.id}`);
    return start.body;
  };

  /** Moves a scan past its state machine, as if agents had worked. */
  const moved = async (scanId: string, from: string, to: string, more = ''): Promise<void> => {
    const { connection } = api.ledger;
    await connection.query(`UPDATE scans SET state = ?, state_since = NOW(3) ${more} WHERE id = ?`, [
      to,
      scanId,
    ]);
    await connection.query(
      `INSERT INTO scan_history (tenant_id, scan_id, from_state, to_state, cause, actor, at)
       VALUES (?, ?, ?, ?, 'a spec', 'sweeper', NOW(3))`,
      [api.tenantId, scanId, from, to],
    );
  };

  const dispose = async (scanId: string, address: string, artifact: string): Promise<void> => {
    await api.ledger.connection.query(
      `INSERT INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, row_count, artifact, agent_id, at)
       SELECT scan_id, profile, address, tenant_id, slice_id, 1, 0, 'scanned', 3, ?, ?, NOW(3) FROM targets
        WHERE scan_id = ? AND address = ?`,
      [artifact, newId(), scanId, address],
    );
  };

  it('are listed by what they are and how they stand', async () => {
    const from = new Date().toISOString();
    const scan = await started(['192.0.2.1']);
    const other = await started(['192.0.2.2']);
    await moved(other.id, 'Queued', 'Finished', ", processed = 1, result = 'none', outcome = 'partial'");
    const found = async (query: string) => {
      const { status, body } = await rest.get<{ items: { id: string; statusText: string }[] }>(
        `/scans?from=${from}&${query}`,
      );
      return status === 200 ? body.items.map(({ id }) => id) : status;
    };
    expect(await found('')).toEqual([other.id, scan.id]);
    expect(await found('state=Queued&state=Running')).toEqual([scan.id]);
    expect(await found('processed=true')).toEqual([other.id]);
    expect(await found('processed=false')).toEqual([scan.id]);
    expect(await found('result=none')).toEqual([other.id]);
    expect(await found('kind=vulnerability')).toEqual([other.id, scan.id]);
    expect(await found('kind=map')).toEqual([]);
    expect(await found(`networkId=${api.networkId}`)).toEqual([other.id, scan.id]);
    expect(await found(`networkId=${newId()}`)).toEqual([]);
    expect(await found(`startedBy=${newId()}`)).toEqual([]);
    expect(await found(`to=${from}`)).toEqual([]);
    for (const query of ['state=Deleted', 'kind=all', 'processed=1', 'result=x', 'jobId=x', 'to=soon']) {
      expect([query, await found(query)]).toEqual([query, 422]);
    }
    expect(await found('processed=true&result=none&result=findings&sort=created')).toEqual([other.id]);
    expect(await found('sort=created')).toEqual([scan.id, other.id]);
    expect(await found(`jobId=${newId()}&state=Queued`)).toBe(400);
    const first = await rest.get<{ nextCursor: string }>('/scans?kind=vulnerability&limit=1');
    const next = (query: string) => rest.get(`/scans?limit=1&cursor=${first.body.nextCursor}&${query}`);
    expect((await next('kind=vulnerability')).status).toBe(200);
    expect((await next('')).status).toBe(422);
    const { body } = await rest.get<{ statusText: string; kinds: string[] }>(`/scans/${other.id}`);
    expect(body).toMatchObject({ statusText: 'Finished (partial): no findings', kinds: ['vulnerability'] });
  });

  it('are shown with their parts, moves and targets', async () => {
    const { id } = await started(['127.0.0.0/27', '192.0.2.9']);
    const scan = (await rest.get<Scan>(`/scans/${id}`)).body;
    expect(scan).toMatchObject({
      id,
      state: 'Queued',
      processed: false,
      progress: { percent: 0, targetsTotal: 33, targetsDone: 0 },
      summary: { dispositions: {}, agents: 0 },
      durationMs: null,
    });
    expect(await rest.all(`/scans/${id}/history`)).toMatchObject([
      { from: null, to: 'Queued', cause: 'started' },
    ]);
    const slices = await rest.all<{ targetsTotal: number; state: string }>(`/scans/${id}/slices?limit=2`);
    expect(slices.reduce((sum, { targetsTotal }) => sum + targetsTotal, 0)).toBe(33);
    expect(scan.progress.slicesTotal).toBe(slices.length);
    const targets = await rest.all<{ address: string; disposition: null; raw: boolean }>(
      `/scans/${id}/targets?limit=10`,
    );
    expect(targets).toHaveLength(33);
    expect(new Set(targets.map(({ address }) => address)).size).toBe(33);
    expect(targets).toContainEqual(
      expect.objectContaining({ address: '192.0.2.9', disposition: null, raw: false }),
    );
  });

  it('say why they wait', async () => {
    const { id } = await started();
    const waiting = await condition('a reason', async () => {
      const { body } = await rest.get<Scan>(`/scans/${id}`);
      return body.reason !== '' && body;
    });
    expect(waiting).toMatchObject({ state: 'Queued', reason: expect.stringContaining('no agent') as string });
  });

  it('are listed newest first, by state and by job', async () => {
    const one = await started();
    const two = await started();
    await moved(one.id, 'Queued', 'Canceled', ', processed = 1');
    const [newest] = await rest.all<Scan>('/scans?limit=200');
    expect(newest?.id).toBe(two.id);
    const canceled = await rest.all<Scan>('/scans?state=Canceled');
    expect(canceled.map(({ id }) => id)).toEqual([one.id]);
    expect(await rest.all(`/scans?jobId=${newId()}`)).toEqual([]);
  });

  it('keep their results when the job is deleted', async () => {
    const { id } = await started();
    const { body } = await rest.get<{ jobId: string }>(`/scans/${id}`);
    expect((await rest.delete(`/jobs/${body.jobId}`)).status).toBe(204);
    expect((await rest.get(`/jobs/${body.jobId}`)).status).toBe(404);
    expect((await rest.get(`/scans/${id}`)).status).toBe(200);
  });

  describe('give the tool’s own output', () => {
    const url = (id: string, address: string) => `/scans/${id}/targets/${address}/raw`;

    it('as a download, unpacked, that no browser shows', async () => {
      const { id } = await started(['127.0.0.1-2']);
      const packed = gzipSync(XML);
      const artifacts = api.controlPlane.app.get(Artifacts, { strict: false });
      const [hash = ''] = await api.database.transaction((tx) =>
        artifacts.storeSmall(tx, api.tenantId, [packed]),
      );
      expect(hash).toBe(createHash('sha256').update(packed).digest('hex'));
      await dispose(id, '127.0.0.1', hash);
      const answer = await rest.get<string>(url(id, '127.0.0.1'));
      expect(answer.status).toBe(200);
      expect(answer.body).toBe(XML);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/xml',
        'content-disposition': `attachment; filename="scan-${id}-127.0.0.1.xml"`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      expect((await rest.get<Scan>(`/scans/${id}`)).body.summary).toEqual({
        dispositions: { scanned: 1 },
        agents: 1,
        segments: 1,
        runningMs: 0,
        findings: null,
      });
      const [target] = await rest.all(`/scans/${id}/targets`);
      expect(target).toMatchObject({ disposition: 'scanned', raw: true, observations: 3 });
    });

    it('only where there is some', async () => {
      const { id } = await started(['127.0.0.1-2']);
      await dispose(id, '127.0.0.1', '');
      for (const address of ['127.0.0.1', '127.0.0.2', '192.0.2.77']) {
        const none = await rest.get<ProblemBody>(url(id, address));
        expect([none.status, none.body.code]).toEqual([404, 'no-raw-output']);
      }
      expect((await rest.get(url(newId(), '127.0.0.1'))).status).toBe(404);
      expect((await rest.get(url(id, '..%2f..%2fetc%2fpasswd'))).status).toBe(422);
      expect((await rest.get(`${url(id, '127.0.0.1')}?profile=1`)).status).toBe(404);
    });
  });

  describe('tell how they go on', () => {
    it('move by move, with progress, to the end', async () => {
      const { id } = await started();
      const stream = await watch(id);
      await stream.until(({ event }) => event === 'progress');
      await moved(id, 'Queued', 'Running', ', started_at = NOW(3), progress = 420');
      await stream.until(({ data }) => data.progress?.percent === 42);
      await moved(id, 'Running', 'Finished', ', progress = 1000, ended_at = NOW(3)');
      await stream.until(({ data }) => data.state === 'Finished');
      await api.ledger.connection.query('UPDATE scans SET processed = 1 WHERE id = ?', [id]);
      await stream.ended;
      const states = stream.events.filter(({ event }) => event === 'state');
      expect(states.map(({ data }) => data.state)).toEqual(['Queued', 'Running', 'Finished']);
      expect(stream.events.at(-1)).toMatchObject({
        event: 'end',
        data: { state: 'Finished', processed: true },
      });
      const ids = stream.events.map((event) => event.id);
      expect(new Set(ids).size).toBe(ids.length);
      const history = await rest.all<{ id: string }>(`/scans/${id}/history`);
      expect(states.map((event) => event.id)).toEqual(history.map((move) => move.id));
    });

    it('from where the client left off', async () => {
      const { id } = await started();
      await moved(id, 'Queued', 'Running');
      await moved(id, 'Running', 'Error');
      const all = await watch(id);
      await all.ended;
      const states = all.events.filter(({ event }) => event === 'state');
      expect(states).toHaveLength(3);
      for (const lastEventId of [states[1]?.id ?? '', `${states[1]?.id}.7`]) {
        const later = await watch(id, lastEventId);
        await later.ended;
        const seen = later.events.filter(({ event }) => event === 'state').map((event) => event.id);
        expect(seen).toEqual([states[2]?.id]);
      }
      const confused = await watch(id, 'x; DROP TABLE scans');
      await confused.ended;
      expect(confused.events).toEqual(all.events);
    });

    it('to many at once, each about its own scan', async () => {
      const scans = await Promise.all([started(), started()]);
      const streams = await Promise.all(scans.flatMap(({ id }) => [watch(id), watch(id), watch(id)]));
      for (const { id } of scans) await moved(id, 'Queued', 'Error');
      await Promise.all(streams.map(({ ended }) => ended));
      for (const [index, { events }] of streams.entries()) {
        const { id } = scans[Math.floor(index / 3)] ?? { id: '' };
        expect(events.filter(({ data }) => (data as { scanId?: string }).scanId === id)).toHaveLength(
          events.length - 1,
        );
      }
    });

    it('to nobody any more once the client has gone', async () => {
      const { id } = await started();
      const stream = await watch(id);
      await stream.until(({ event }) => event === 'progress');
      const scanEvents = api.controlPlane.app.get(ScanEvents, { strict: false });
      expect(scanEvents.watching).toBe(1);
      stream.leave();
      await condition('the watch ends', () => scanEvents.watching === 0);
    });
  });

  /** Reads the scan's event stream in the background. */
  async function watch(scanId: string, lastEventId?: string) {
    const gone = new AbortController();
    const response = await fetch(`${api.controlPlane.url}/api/v1/scans/${scanId}/events`, {
      headers: {
        authorization: `Bearer ${rest.token}`,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      signal: gone.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events: Event[] = [];
    const read = async () => {
      let rest = '';
      for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const parts = (rest + text).split('\n\n');
        rest = parts.pop() ?? '';
        events.push(...parts.flatMap(eventOf));
      }
    };
    const ended = read().catch(() => undefined);
    const until = (found: (event: Event) => boolean) => condition('an event', () => events.some(found));
    return { events, ended, until, leave: () => gone.abort() };
  }
});

function eventOf(text: string): Event[] {
  const fields = new Map(
    text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const event = fields.get('event');
  if (event === undefined) return [];
  const id = fields.get('id');
  return [
    {
      event,
      data: JSON.parse(fields.get('data') ?? 'null') as Event['data'],
      ...(id !== undefined && { id }),
    },
  ];
}
