import { Module } from '@nestjs/common';
import { Agents } from './agents';
import { Authority } from './authority';
import { Enrolment } from './enrolment';
import { Pools } from './pools';

const services = [Agents, Authority, Enrolment, Pools];

@Module({ providers: services, exports: services })
export class FleetModule {}
