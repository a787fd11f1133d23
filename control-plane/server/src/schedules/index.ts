import { Schedule, ScheduleOccurrence } from './schedule.entity';

/** What this room keeps in the ledger. */
export const schedulesEntities = [Schedule, ScheduleOccurrence];

export { scheduleMissed } from './events';
export { SchedulesModule } from './schedules.module';
