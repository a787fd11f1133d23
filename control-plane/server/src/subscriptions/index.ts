/** What this room keeps in the ledger. */
export const subscriptionsEntities = [];

export { SubscriptionsModule } from './subscriptions.module';
