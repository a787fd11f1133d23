import { Module } from '@nestjs/common';
import { ContentChoice } from './content-choice';
import { Contents } from './contents';
import { Fetching } from './fetching';
import { PackageSources } from './package-sources';
import { Packages } from './packages';
import { PackagesController } from './packages.controller';

@Module({
  controllers: [PackagesController],
  providers: [ContentChoice, Contents, Fetching, Packages, PackageSources],
  exports: [ContentChoice, Contents, Packages],
})
export class PackagesModule {}
