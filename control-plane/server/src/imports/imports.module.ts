import { Module } from '@nestjs/common';
import { AssetsModule } from '../assets';
import { JobsModule } from '../jobs';
import { ScansModule } from '../scans';
import { Documents } from './documents';
import { Imports } from './imports';
import { ImportsController } from './imports.controller';

@Module({
  imports: [AssetsModule, JobsModule, ScansModule],
  controllers: [ImportsController],
  providers: [Documents, Imports],
})
export class ImportsModule {}
