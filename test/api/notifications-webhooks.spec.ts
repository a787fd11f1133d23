import { Webhook } from 'standardwebhooks';
import { startControlPlane } from '../../control-plane/server/src/control-plane';
import { freePorts } from '../harness/network';
import { notifiedApi, type Delivered, type Hook, type Scan } from './notified-api';
import type { Called } from './receiver';
import { openPort } from './scan-record';
import type { ProblemBody } from './whole-api';

const HOUR = 3_600_000;

describe('webhooks', () => {
  const {
    admin,
    api,
    clock,
    deliveries,
    done,
    drop,
    ended,
    heard,
    hook,
    made,
    process,
    receiver,
    rule,
    secure,
    settled,
    until,
  } = notifiedApi();

  const verified = (secret: string, { headers, body }: Called) =>
    new Webhook(secret).verify(body, headers as Record<string, string>) as Record<string, unknown>;
  /** The library compares with the machine's clock, which stands where ours does for as long as `work` takes. */
  const atOurTime = <T>(work: () => T): T => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(clock.now().getTime());
    try {
      return work();
    } finally {
      now.mockRestore();
    }
  };
  const signedBy = (secret: string, call: Called): boolean =>
    atOurTime(() => {
      try {
        return verified(secret, call) !== undefined;
      } catch {
        return false;
      }
    });

  it('are signed as Standard Webhooks has it, over TLS, and tell what the API tells', async () => {
    const { id, secret } = await hook(`${secure().url}/signed`);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const it = await rule({ channel: 'webhook', webhookId: id });
    const scanId = await ended({
      name: 'hooked',
      targets: [{ address: '192.0.2.140', observations: [openPort(80)] }],
    });
    const [call] = await until('a call', () => secure().at('/signed').length > 0 && secure().at('/signed'));
    const { findings } = (await admin().get<Scan>(`/scans/${scanId}`)).body.summary;
    const content = JSON.parse(call!.body) as Record<string, unknown>;
    expect(content).toMatchObject({
      type: 'scan.ended',
      data: {
        id: scanId,
        name: 'hooked',
        end: 'complete',
        findings,
        url: `https://scanfleet.example/scans/${scanId}`,
      },
    });
    expect(signedBy(secret, call!)).toBe(true);
    expect(atOurTime(() => verified(secret, call!))).toEqual(content);
    expect(signedBy(`whsec_${Buffer.alloc(32).toString('base64')}`, call!)).toBe(false);
    const [log] = await until('its log', () => deliveries(`webhookId=${id}&state=Delivered`));
    expect(log).toMatchObject({
      messageId: call!.headers['webhook-id'],
      responseStatus: 204,
      recipient: '',
    });
    await drop(it);
    // The secret is shown once and lies nowhere in the open.
    expect(JSON.stringify(await admin().all('/webhooks'))).not.toContain(secret);
    for (const table of ['webhooks', 'idempotency_keys', 'audit_log', 'deliveries']) {
      const [rows] = await api().ledger.connection.query(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
    }
  });

  it('are signed with both secrets for a day after a rotation', async () => {
    const path = '/rotated';
    const first = await hook(receiver.url + path);
    const send = async () => {
      const before = receiver.at(path).length;
      expect((await admin().post(`/webhooks/${first.id}/test`)).status).toBe(202);
      await until('the call', () => receiver.at(path).length > before);
      // What came of it is in the ledger before the clock is moved: else it would be sent once more, and take another's answer.
      await until('what came of it', async () => {
        const queued = await deliveries(`webhookId=${first.id}&state=Queued`);
        return queued.length === 0;
      });
      return receiver.at(path).at(-1)!;
    };
    const second = await made(admin().post<Hook>(`/webhooks/${first.id}/rotate-secret`));
    expect(second.secret).not.toBe(first.secret);
    expect(second.previousSecretUntil).not.toBeNull();
    const during = await send();
    expect([first, second].map(({ secret }) => signedBy(secret, during))).toEqual([true, true]);
    const third = await made(admin().post<Hook>(`/webhooks/${first.id}/rotate-secret`));
    const later = await send();
    expect([first, second, third].map(({ secret }) => signedBy(secret, later))).toEqual([false, true, true]);
    clock.advance(24 * HOUR);
    const after = await send();
    expect([second, third].map(({ secret }) => signedBy(secret, after))).toEqual([false, true]);
    expect((await admin().get<Hook>(`/webhooks/${first.id}`)).body.previousSecretUntil).toBeNull();
  });

  it('are tried again with growing waits, under one id, until they are accepted', async () => {
    const path = '/flaky';
    const { id } = await hook(receiver.url + path);
    receiver.answers.push(500, 302, 429);
    await admin().post(`/webhooks/${id}/test`);
    for (const [attempts, status] of [
      [1, 500],
      [2, 302],
      [3, 429],
    ] as const) {
      const one = await until(
        `attempt ${attempts}`,
        async () => {
          const [delivery] = await deliveries(`webhookId=${id}`);
          return delivery?.attempts === attempts && delivery.responseStatus === status && delivery;
        },
        100,
      );
      expect(one.state).toBe('Queued');
      const refused = await admin().post<ProblemBody>(`/deliveries/${one.id}/redeliver`);
      expect([refused.status, refused.body.code]).toEqual([409, 'delivery-queued']);
      clock.advance(10_000 * 4 ** (attempts - 1) * 1.2 + 5_000);
    }
    await until('delivered', async () => (await deliveries(`webhookId=${id}&state=Delivered`)).length === 1);
    expect(new Set(receiver.at(path).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(receiver.at(path)).toHaveLength(4);
    expect(receiver.at('/moved')).toEqual([]);
  });

  it('fail after nine attempts, and no sooner', async () => {
    const [port] = await freePorts(1);
    const { id } = await hook(`http://127.0.0.1:${port}/`);
    await admin().post(`/webhooks/${id}/test`);
    const failed = await until(
      'failed',
      async () => (await deliveries(`webhookId=${id}&state=Failed`))[0],
      HOUR,
    );
    expect(failed).toMatchObject({ attempts: 9, responseStatus: null });
    expect(failed.lastError).toBe('The receiver could not be reached (ECONNREFUSED).');
  });

  it('end for a receiver that says that it is gone', async () => {
    const { id } = await hook(`${receiver.url}/gone`);
    receiver.answers.push(410);
    await admin().post(`/webhooks/${id}/test`);
    const off = await until('switched off', async () => {
      const { body } = await admin().get<Hook>(`/webhooks/${id}`);
      return !body.enabled && body;
    });
    expect(off.disabledReason).toBe('Its receiver answered 410 Gone.');
    const refused = await admin().post<ProblemBody>(`/webhooks/${id}/test`);
    expect([refused.status, refused.body.code]).toEqual([409, 'webhook-disabled']);
    const on = await admin().patch<Hook>(
      `/webhooks/${id}`,
      { enabled: true },
      { headers: { 'if-match': '*' } },
    );
    expect(on.body).toMatchObject({ enabled: true, disabledReason: '' });
  });

  it.each([
    ...[
      'https://127.0.0.2/',
      'https://169.254.169.254/latest',
      'https://[::1]/',
      'https://[::ffff:127.0.0.2]/',
    ],
    ...[
      'https://10.0.0.1/',
      'https://2130706434/',
      'https://0x7f.0.0.2/',
      'http://8.8.8.8/',
      'https://a:b@example.com/',
    ],
    ...['ftp://example.com/', 'nothing', ''],
  ])('go nowhere like %s', async (url) => {
    const refused = await admin().post<ProblemBody>('/webhooks', { name: 'x', url });
    expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, '/url']);
  });

  it('go nowhere that a name leads to and may not be called', async () => {
    // Kept before the operator forbade it, or a name whose meaning changed.
    const { id } = await hook(`${receiver.url}/name`);
    await api().ledger.connection.query('UPDATE webhooks SET url = ? WHERE id = ?', [
      `https://ip6-localhost:${secure().port}/name`,
      id,
    ]);
    const { connection } = api().ledger;
    for (const url of [`https://127.0.0.2:${secure().port}/`, `https://[::1]:${secure().port}/`]) {
      await connection.query('UPDATE webhooks SET url = ? WHERE id = ?', [url, id]);
      const { deliveryIds } = await made(admin().post<{ deliveryIds: string[] }>(`/webhooks/${id}/test`));
      const failed = await until('refused', async () => {
        const { body } = await admin().get<Delivered>(`/deliveries/${deliveryIds[0]}`);
        return body.state === 'Failed' && body;
      });
      expect(failed).toMatchObject({ attempts: 1, lastError: 'Webhooks go to public addresses only.' });
    }
  });

  it('are called once for each event, with two replicas', async () => {
    const path = '/replicas';
    const other = await startControlPlane({ config: api().config, clock });
    try {
      const { id } = await hook(receiver.url + path);
      const it = await rule({ channel: 'webhook', webhookId: id });
      const scans = await Promise.all(Array.from({ length: 12 }, () => settled()));
      await done('processed', Promise.all(scans.map(process)));
      await until(
        'all delivered',
        async () => (await deliveries(`webhookId=${id}&state=Delivered`)).length >= 12,
      );
      await heard();
      clock.advance(HOUR);
      await heard();
      expect(await deliveries(`webhookId=${id}`)).toHaveLength(12);
      const ids = receiver.at(path).map(({ headers }) => headers['webhook-id']);
      expect([ids.length, new Set(ids).size]).toEqual([12, 12]);
      await drop(it);
    } finally {
      await done('the other’s end', other.stop());
    }
  }, 60_000);

  it('are not sent to a webhook that was switched off meanwhile', async () => {
    const { id } = await hook(`${receiver.url}/off`);
    receiver.answers.push(500);
    await admin().post(`/webhooks/${id}/test`);
    await until('an attempt', async () => (await deliveries(`webhookId=${id}`))[0]?.responseStatus === 500);
    await admin().patch(`/webhooks/${id}`, { enabled: false }, { headers: { 'if-match': '*' } });
    clock.advance(15_000);
    await until('suppressed', async () => (await deliveries(`webhookId=${id}`))[0]?.state === 'Suppressed');
    expect(receiver.at('/off')).toHaveLength(1);
  });
});
