export { IngestModule } from './ingest.module';
export { FleetDoor } from './server';
export { readObservation } from './wire-results';
