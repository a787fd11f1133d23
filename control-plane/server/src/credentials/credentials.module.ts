import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { tenantDeleting } from '../auth';
import { Steps } from '../platform';
import { Credentials } from './credentials';
import { CredentialsController } from './credentials.controller';
import { HostKeys } from './host-keys';
import { HostKeysController } from './host-keys.controller';
import { Logins } from './logins';
import { Vault } from './vault';

const services = [Credentials, HostKeys, Logins, Vault];
const TABLES = ['credentials', 'host_keys'];

@Module({ controllers: [CredentialsController, HostKeysController], providers: services, exports: services })
export class CredentialsModule implements OnApplicationBootstrap {
  constructor(private readonly steps: Steps) {}

  /** Secrets go with their tenant. */
  onApplicationBootstrap(): void {
    this.steps.on(tenantDeleting, 'credentials', async (tx, { tenantId }) => {
      for (const table of TABLES) await tx.change(`DELETE FROM ${table} WHERE tenant_id = ?`, [tenantId]);
    });
  }
}
