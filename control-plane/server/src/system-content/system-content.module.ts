import { Module } from '@nestjs/common';
import { AssetsModule } from '../assets';
import { FleetModule } from '../fleet';
import { PackagesModule } from '../packages';
import { SystemContentController } from './system-content.controller';
import { SystemContents } from './system-contents';

@Module({
  imports: [AssetsModule, FleetModule, PackagesModule],
  controllers: [SystemContentController],
  providers: [SystemContents],
  exports: [SystemContents],
})
export class SystemContentModule {}
