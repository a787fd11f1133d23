import { AuditChain, AuditRow } from './audit.entity';
import { LoginFailure, Session } from './session.entity';
import { Tenant } from './tenant.entity';
import { ApiToken } from './token.entity';
import { Invitation, Membership, User } from './user.entity';

/** What this room keeps in the ledger. */
export const authEntities = [
  AuditChain,
  AuditRow,
  Tenant,
  ApiToken,
  User,
  Membership,
  Invitation,
  Session,
  LoginFailure,
];

export { ACCESS, actorOf, CurrentPrincipal, Open, Own, Permit, type Access, type Principal } from './access';
export { Audit, type AuditEntry } from './audit';
export { LooksOnly } from './audit.interceptor';
export { AuditReads, type AuditVerdict } from './audit-reads';
export { AuthModule } from './auth.module';
export {
  allows,
  AREAS,
  isRole,
  LEVELS,
  permissions,
  ROLES,
  type Area,
  type Level,
  type Role,
} from './permissions';
export { Email, EMAIL, isZone, LocaleName, Zone } from './account-fields';
export { Members } from './members';
export { Passwords } from './passwords';
export { tenantDeleting, Tenants, type TenantRecord } from './tenants';
export { isSecret, newSecret, Tokens, type IssuedToken, type TokenRecord } from './tokens';
export { LOCALES, Users, type Locale, type Recipient, type UserRecord } from './users';
