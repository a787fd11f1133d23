import { Module } from '@nestjs/common';

/** What is told to people and to other systems: mail and webhooks. */
@Module({})
export class NotificationsModule {}
