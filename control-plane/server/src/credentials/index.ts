import { Credential, HostKey } from './credential.entity';

/** What this room keeps in the ledger. */
export const credentialsEntities = [Credential, HostKey];

export { Credentials } from './credentials';
export { CredentialsModule } from './credentials.module';
export { HostKeys } from './host-keys';
export { Logins, type Login } from './logins';
export { Vault } from './vault';
