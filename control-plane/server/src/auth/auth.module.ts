import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { Audit } from './audit';
import { Tenants } from './tenants';
import { Tokens } from './tokens';
import { TokensController } from './tokens.controller';

/** Puts the access guard before every route of the application. */
@Module({
  controllers: [TokensController],
  providers: [Audit, Tenants, Tokens, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [Audit, Tenants, Tokens],
})
export class AuthModule {}
