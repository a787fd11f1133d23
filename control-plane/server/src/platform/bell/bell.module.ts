import { Global, Module } from '@nestjs/common';
import { Bell } from './bell';
import { BellUsers } from './bell-users';

/** Needs Config, Clock, Sweeper and Log, which the platform gives to every room. */
@Global()
@Module({ providers: [Bell, BellUsers], exports: [Bell, BellUsers] })
export class BellModule {}
