/** What this room keeps in the ledger. */
export const schedulesEntities = [];

export { SchedulesModule } from './schedules.module';
