import { AddressUse, RequestUse, Subscription, SubscriptionStep } from './subscription.entity';

/** What this room keeps in the ledger. */
export const subscriptionsEntities = [AddressUse, RequestUse, Subscription, SubscriptionStep];

export { Quotas, type QuotaLimits, type StartOfScan } from './quotas';
export {
  subscriptionCanceling,
  subscriptionMoved,
  Subscriptions,
  subscriptionStarting,
  type SubscriptionRecord,
  type SubscriptionState,
} from './subscriptions';
export { SubscriptionsModule } from './subscriptions.module';
