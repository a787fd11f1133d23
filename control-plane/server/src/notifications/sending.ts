import { randomInt } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Log, Sweeper, type Config } from '../platform';
import { Deliveries, isWornOut, SENDING, type ClaimedDelivery } from './deliveries';
import type { Attempt } from './delivery.machine';
import { mailOf } from './mail';
import { MailSender } from './mail-sender';
import { Unsubscribes } from './unsubscribes';
import { webhookBody } from './webhook-body';
import { GONE, WebhookSender } from './webhook-sender';
import { Webhooks } from './webhooks';

const ROUND_MS = 5_000;
const AT_ONCE = 8;
/** A receiver that does not answer holds up no more than these. */
const AT_ONCE_PER_WEBHOOK = 2;

/**
 * The round that sends what is due. Every replica makes it: a delivery is claimed before it is tried, and what came of it
 * is written only by its newest claim. A replica that dies between the receiver's yes and the ledger leaves the delivery
 * to be sent once more, with the same message id.
 */
@Injectable()
export class Sending implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly calling = new Map<string, number>();
  private ending = false;

  constructor(
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Log) private readonly log: Log,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Unsubscribes) private readonly unsubscribes: Unsubscribes,
    @Inject(MailSender) private readonly mail: MailSender,
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(WebhookSender) private readonly webhook: WebhookSender,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.every(SENDING, ROUND_MS, () => this.sendDue());
  }

  onModuleDestroy(): void {
    this.ending = true;
  }

  /** Tries everything that is due, a few at once. */
  async sendDue(): Promise<void> {
    const first = await this.deliveries.claim([]);
    if (!first) return;
    const done = await Promise.allSettled([
      this.worker(first),
      ...Array.from({ length: AT_ONCE - 1 }, () => this.worker()),
    ]);
    for (const one of done) if (one.status === 'rejected') throw one.reason;
  }

  private async worker(first?: ClaimedDelivery): Promise<void> {
    let next = first ?? (await this.deliveries.claim(this.busy()));
    for (; next && !this.ending; next = await this.deliveries.claim(this.busy())) {
      await this.counted(next.webhookId, this.attempt(next));
    }
  }

  private async counted(webhookId: string | null, attempt: Promise<void>): Promise<void> {
    if (!webhookId) return attempt;
    this.calling.set(webhookId, (this.calling.get(webhookId) ?? 0) + 1);
    try {
      await attempt;
    } finally {
      const left = (this.calling.get(webhookId) ?? 1) - 1;
      if (left > 0) this.calling.set(webhookId, left);
      else this.calling.delete(webhookId);
    }
  }

  private busy(): string[] {
    return [...this.calling].flatMap(([id, calls]) => (calls >= AT_ONCE_PER_WEBHOOK ? [id] : []));
  }

  private async attempt(delivery: ClaimedDelivery): Promise<void> {
    const attempt = await this.tried(delivery);
    const { id, tenantId, webhookId, attempts, channel } = delivery;
    const isGone = webhookId !== null && attempt.kind === 'refused' && attempt.status === GONE;
    const settled = await this.deliveries.settle(delivery, attempt, randomInt(1_000) / 1_000, async (tx) => {
      if (isGone) await this.webhooks.disable(tx, tenantId, webhookId, 'Its receiver answered 410 Gone.');
    });
    const fields = { delivery: id, tenantId, channel, attempts, ...attempt, settled };
    this.log[attempt.kind === 'failed' || attempt.kind === 'refused' ? 'warn' : 'info'](
      fields,
      'delivery tried',
    );
  }

  /** A surprise is an attempt that failed: one delivery never holds up the others. */
  private async tried(delivery: ClaimedDelivery): Promise<Attempt> {
    if (isWornOut(delivery)) return { kind: 'failed', status: null, error: 'Every attempt was broken off.' };
    try {
      return delivery.channel === 'mail' ? await this.byMail(delivery) : await this.byWebhook(delivery);
    } catch (error) {
      this.log.error({ err: error, delivery: delivery.id }, 'delivery broke');
      return {
        kind: 'failed',
        status: null,
        error: 'The control plane could not send it; its log says why.',
      };
    }
  }

  private async byMail(delivery: ClaimedDelivery): Promise<Attempt> {
    const { tenantId, recipient, recipientName, told, locale, zone, messageId } = delivery;
    if (await this.unsubscribes.has(tenantId, recipient))
      return { kind: 'suppressed', reason: 'The recipient has unsubscribed.' };
    const unsubscribeUrl = this.unsubscribes.urlFor(tenantId, recipient);
    const reader = { locale, zone, publicUrl: this.config.publicUrl, unsubscribeUrl };
    const to = { address: recipient, name: recipientName };
    return this.mail.send({ ...mailOf(told, reader), messageId, to, tenantId, unsubscribeUrl });
  }

  private async byWebhook(delivery: ClaimedDelivery): Promise<Attempt> {
    const { tenantId, webhookId, told, createdAt, messageId } = delivery;
    const webhook = webhookId ? await this.webhooks.callable(tenantId, webhookId) : undefined;
    if (!webhook) return { kind: 'suppressed', reason: 'The webhook was deleted.' };
    if (!webhook.enabled) return { kind: 'suppressed', reason: 'The webhook is switched off.' };
    const body = webhookBody(told, createdAt, this.config.publicUrl);
    return this.webhook.send({ ...webhook, messageId, body });
  }
}
