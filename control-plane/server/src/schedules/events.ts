import { eventKind } from '../platform';

/** An occurrence made no scan. `state` is missed (nobody was there in time) or skipped (it was refused). */
export const scheduleMissed = eventKind<{
  tenantId: string;
  scheduleId: string;
  jobId: string;
  dueAt: string;
  state: 'missed' | 'skipped';
  code: string;
  reason: string;
}>('schedule.missed');
