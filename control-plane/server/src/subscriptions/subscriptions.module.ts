import { Module } from '@nestjs/common';

/** Which tenants may use the service, and how much of it. */
@Module({})
export class SubscriptionsModule {}
