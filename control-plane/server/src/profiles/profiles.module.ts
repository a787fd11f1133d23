import { Module } from '@nestjs/common';
import { Profiles } from './profiles';
import { ProfilesController } from './profiles.controller';

@Module({ controllers: [ProfilesController], providers: [Profiles], exports: [Profiles] })
export class ProfilesModule {}
