import { NamedSchedule } from './named-schedule.entity';
import { Schedule, ScheduleOccurrence } from './schedule.entity';
import { ScanWindow } from './window.entity';

/** What this room keeps in the ledger. */
export const schedulesEntities = [NamedSchedule, Schedule, ScheduleOccurrence, ScanWindow];

export { scheduleMissed } from './events';
export { Schedules, type ComingOccurrence } from './schedules';
export { SchedulesModule } from './schedules.module';
