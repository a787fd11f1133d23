import { Module } from '@nestjs/common';

/** When jobs start by themselves, and when scans may not run. */
@Module({})
export class SchedulesModule {}
