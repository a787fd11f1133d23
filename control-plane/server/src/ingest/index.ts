export { IngestModule } from './ingest.module';
export { FleetDoor } from './server';
export { readLook, readObservation } from './wire-results';
