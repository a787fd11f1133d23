import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../auth';
import { Database, isRefusal, newId, Refusal, type Result } from '../platform';
import { Deliveries } from './deliveries';
import { Readers } from './readers';
import { Rules } from './rules';
import { Webhooks } from './webhooks';

/** Messages that say nothing but that they arrive. */
@Injectable()
export class Tests {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  /** The deliveries that go out. Refusals `not-found`, `no-recipients` (409): a token without owner starts for nobody. */
  async ofRule(by: Principal, id: string): Promise<Result<string[]>> {
    const { tenantId } = by;
    const rule = await this.rules.find(tenantId, id);
    if (isRefusal(rule)) return rule;
    const readers = await this.readers.of(tenantId, rule, by);
    if (readers.length === 0)
      return new Refusal('no-recipients', 409, 'The rule names nobody, and you are no user with an address.');
    const told = { kind: 'test', name: rule.name } as const;
    const event = `test ${newId()}`;
    return this.database.transaction((tx) =>
      this.deliveries.queue(
        tx,
        readers.map((to) => ({ tenantId, event, ruleId: id, scanId: null, told, to })),
      ),
    );
  }

  /** The delivery that goes out. Refusals `not-found`, `webhook-disabled` (409). */
  async ofWebhook({ tenantId }: Principal, id: string): Promise<Result<string[]>> {
    const webhook = await this.webhooks.find(tenantId, id);
    if (isRefusal(webhook)) return webhook;
    if (!webhook.enabled) return new Refusal('webhook-disabled', 409, 'The webhook is switched off.');
    const told = { kind: 'test', name: webhook.name } as const;
    const to = { channel: 'webhook', webhookId: id } as const;
    const draft = { tenantId, event: `test ${newId()}`, ruleId: null, scanId: null, told, to };
    return this.database.transaction((tx) => this.deliveries.queue(tx, [draft]));
  }
}
