import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { Audit } from './audit';
import { AuditController } from './audit.controller';
import { AuditInterceptor } from './audit.interceptor';
import { AuditReads } from './audit-reads';
import { LockOut } from './lock-out';
import { MeController } from './me.controller';
import { Members } from './members';
import { MembersController } from './members.controller';
import { Passwords } from './passwords';
import { Sessions } from './sessions';
import { SessionsController } from './sessions.controller';
import { Tenants } from './tenants';
import { TenantsController } from './tenants.controller';
import { Tokens } from './tokens';
import { TokensController } from './tokens.controller';
import { Users } from './users';

/** Puts the access guard before every route of the application, and the audit log behind each that changes something. */
@Module({
  controllers: [
    AuditController,
    MeController,
    MembersController,
    SessionsController,
    TenantsController,
    TokensController,
  ],
  providers: [
    Audit,
    AuditReads,
    LockOut,
    Members,
    Passwords,
    Sessions,
    Tenants,
    Tokens,
    Users,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
  ],
  exports: [Audit, AuditReads, Members, Passwords, Tenants, Tokens, Users],
})
export class AuthModule {}
