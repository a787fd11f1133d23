import { Module } from '@nestjs/common';
import { Credentials } from './credentials';
import { CredentialsController } from './credentials.controller';
import { HostKeys } from './host-keys';
import { HostKeysController } from './host-keys.controller';
import { Logins } from './logins';
import { Vault } from './vault';

const services = [Credentials, HostKeys, Logins, Vault];

@Module({ controllers: [CredentialsController, HostKeysController], providers: services, exports: services })
export class CredentialsModule {}
