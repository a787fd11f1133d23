import { Module } from '@nestjs/common';
import { PackagesModule } from '../packages';
import { Profiles } from './profiles';
import { ProfilesController } from './profiles.controller';

@Module({
  imports: [PackagesModule],
  controllers: [ProfilesController],
  providers: [Profiles],
  exports: [Profiles],
})
export class ProfilesModule {}
