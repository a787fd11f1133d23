import { Inject, Injectable } from '@nestjs/common';
import { Users, type Recipient } from '../auth';
import type { DeliveryDraft, MailReader } from './deliveries';
import type { RuleRecord } from './rules';

/** By whom something was begun, as scans keep it. */
export interface Starter {
  readonly kind: string;
  /** Of the user or the token; for a schedule the owner of its job. Null: nobody's. */
  readonly id: string | null;
}

/** Who reads what a rule says. */
@Injectable()
export class Readers {
  constructor(@Inject(Users) private readonly users: Users) {}

  /**
   * Everyone that the rule names, each once: whoever started it, if the rule says so and they are still a member, then
   * its addresses. An address that is a user's is written to in that user's language and time zone, unless the rule has
   * a language of its own.
   */
  async of(tenantId: string, rule: RuleRecord, starter: Starter | null): Promise<DeliveryDraft['to'][]> {
    if (rule.channel === 'webhook')
      return rule.webhookId ? [{ channel: 'webhook', webhookId: rule.webhookId }] : [];
    const readers = new Map<string, MailReader>();
    const starters = rule.toStarter && starter ? await this.starters(tenantId, starter) : [];
    for (const user of starters) readers.set(user.email, readerOf(user, rule));
    for (const email of rule.recipients) {
      if (readers.has(email)) continue;
      const user = await this.users.byEmail(email);
      const nobody = { email, name: '', locale: 'en' as const, zone: 'UTC' };
      readers.set(email, readerOf(user && !user.disabledAt ? user : nobody, rule));
    }
    return [...readers.values()];
  }

  /** Everyone who looks after the tenant; of the fleet for null. */
  async administrators(tenantId: string | null): Promise<MailReader[]> {
    const users = await this.users.administrators(tenantId);
    return users.map((user) => readerOf(user, { language: null }));
  }

  /** What a schedule starts goes to those who look after the tenant when its job is nobody's any more. */
  private async starters(tenantId: string, { id, kind }: Starter): Promise<Recipient[]> {
    const known = id ? await this.users.recipients(tenantId, [id]) : [];
    return known.length === 0 && kind === 'schedule' ? this.users.administrators(tenantId) : known;
  }
}

function readerOf(
  { email, name, locale, zone }: Pick<Recipient, 'email' | 'name' | 'locale' | 'zone'>,
  { language }: Pick<RuleRecord, 'language'>,
): MailReader {
  return { channel: 'mail', email, name, locale: language ?? locale, zone };
}
