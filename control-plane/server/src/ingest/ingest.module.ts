import { Module } from '@nestjs/common';
import { DispatcherModule } from '../dispatcher';
import { FleetModule } from '../fleet';
import { PackagesModule } from '../packages';
import { ScansModule } from '../scans';
import { SystemContentModule } from '../system-content';
import { Arrivals } from './arrivals';
import { BellSeats } from './bell-seats';
import { ConversationParts } from './conversation-parts';
import { EnrolmentCalls } from './enrolment';
import { FleetCalls } from './fleet-calls';
import { Heartbeats } from './heartbeats';
import { IngestMetrics } from './ingest-metrics';
import { Peers } from './peer';
import { SessionOrders } from './session-orders';
import { FLEET_SERVICE, FleetDoor } from './server';

@Module({
  imports: [FleetModule, PackagesModule, ScansModule, SystemContentModule, DispatcherModule],
  providers: [
    Arrivals,
    BellSeats,
    ConversationParts,
    EnrolmentCalls,
    FleetCalls,
    FleetDoor,
    Heartbeats,
    IngestMetrics,
    Peers,
    SessionOrders,
    { provide: FLEET_SERVICE, useFactory: (calls: FleetCalls) => calls.service, inject: [FleetCalls] },
  ],
  exports: [FleetDoor],
})
export class IngestModule {}
