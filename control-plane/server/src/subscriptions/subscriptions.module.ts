import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthModule } from '../auth';
import { Quotas } from './quotas';
import { RequestBudget } from './request-budget';
import { RequestBudgetGuard } from './request-budget.guard';
import { Subscriptions } from './subscriptions';
import { SubscriptionsController } from './subscriptions.controller';

/** Which tenants may use the service, and how much of it. Its guard comes after that of access, whose module it imports. */
@Module({
  imports: [AuthModule],
  controllers: [SubscriptionsController],
  providers: [Quotas, RequestBudget, Subscriptions, { provide: APP_GUARD, useClass: RequestBudgetGuard }],
  exports: [Quotas, Subscriptions],
})
export class SubscriptionsModule {}
