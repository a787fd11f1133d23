import { Module } from '@nestjs/common';
import { Contents } from './contents';
import { Packages } from './packages';
import { PackagesController } from './packages.controller';

@Module({ controllers: [PackagesController], providers: [Packages, Contents], exports: [Packages, Contents] })
export class PackagesModule {}
