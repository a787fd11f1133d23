import { AuditChain, AuditRow } from './audit.entity';
import { Tenant } from './tenant.entity';
import { ApiToken } from './token.entity';

/** What this room keeps in the ledger. */
export const authEntities = [AuditChain, AuditRow, Tenant, ApiToken];

export { ACCESS, actorOf, CurrentPrincipal, Open, Permit, type Access, type Principal } from './access';
export { Audit, type AuditEntry } from './audit';
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
export { Tenants, type TenantRecord } from './tenants';
export { isSecret, newSecret, Tokens, type IssuedToken, type TokenRecord } from './tokens';
