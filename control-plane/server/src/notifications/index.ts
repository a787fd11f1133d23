import { Delivery, Unsubscribe } from './delivery.entity';
import { DigestEntry, NotificationRule } from './rule.entity';
import { WebhookEndpoint } from './webhook.entity';

/** What this room keeps in the ledger. */
export const notificationsEntities = [Delivery, DigestEntry, NotificationRule, Unsubscribe, WebhookEndpoint];

export { NotificationsModule } from './notifications.module';
