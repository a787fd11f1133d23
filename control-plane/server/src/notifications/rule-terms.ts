import type { Locale } from '../auth';
import { Refusal, type RefusedField, type Result } from '../platform';
import type { Channel } from './delivery.entity';
import type { DigestTime, Trigger } from './occasion';

/** What a rule says. */
export interface RuleTerms {
  readonly name: string;
  readonly enabled: boolean;
  readonly jobId: string | null;
  readonly trigger: Trigger;
  /** 5 critical to 1 information. */
  readonly minSeverity: number | null;
  readonly digest: DigestTime | null;
  /** So long before a scheduled scan it is told too; null: it is not. */
  readonly announceMinutes: number | null;
  readonly channel: Channel;
  readonly webhookId: string | null;
  readonly recipients: readonly string[];
  readonly toStarter: boolean;
  readonly language: Locale | null;
}

/** The terms, or a refusal (422) that names every part which does not go with the others. */
export function checkedTerms(terms: RuleTerms): Result<RuleTerms> {
  const fields: RefusedField[] = [];
  const wanted = (path: string, is: boolean, given: boolean, what: string): void => {
    if (is && !given) fields.push({ path, code: 'required', reason: `Required for ${what}.` });
    if (!is && given) fields.push({ path, code: 'not-applicable', reason: `Only for ${what}.` });
  };
  const byMail = terms.channel === 'mail';
  wanted(
    '/minSeverity',
    terms.trigger === 'new-findings',
    terms.minSeverity !== null,
    'trigger new-findings',
  );
  wanted('/digest', terms.trigger === 'digest', terms.digest !== null, 'trigger digest');
  if (terms.announceMinutes !== null && terms.trigger === 'digest') {
    const reason = 'A digest tells of scans that have ended.';
    fields.push({ path: '/announceMinutes', code: 'not-applicable', reason });
  }
  wanted('/webhookId', !byMail, terms.webhookId !== null, 'channel webhook');
  if (!byMail) {
    wanted('/recipients', false, terms.recipients.length > 0, 'channel mail');
    wanted('/toStarter', false, terms.toStarter, 'channel mail');
    wanted('/language', false, terms.language !== null, 'channel mail');
  } else if (terms.trigger === 'digest' && terms.toStarter) {
    const reason = 'A digest is of many scans; name its recipients.';
    fields.push({ path: '/toStarter', code: 'not-applicable', reason });
  } else if (terms.recipients.length === 0 && !terms.toStarter) {
    const reason = 'Nobody would get the mail: name recipients, or set toStarter.';
    fields.push({ path: '/recipients', code: 'too-few', reason });
  }
  const [first] = fields;
  if (!first) return terms;
  return new Refusal('invalid-rule', 422, `${first.path}: ${first.reason}`, fields);
}
