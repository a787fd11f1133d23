export { IngestModule } from './ingest.module';
export { FleetDoor } from './server';
