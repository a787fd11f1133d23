/** What this room keeps in the ledger. */
export const notificationsEntities = [];

export { NotificationsModule } from './notifications.module';
