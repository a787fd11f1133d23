/**
 * The contract between control plane and agents. These types stop at `ingest/wire` and `agent/link/wire`.
 */
export * from '../generated/scanfleet/fleet/v1/enrolment';
export * from '../generated/scanfleet/fleet/v1/session';
export * from '../generated/scanfleet/fleet/v1/nmap';
export * from '../generated/scanfleet/fleet/v1/observation';
export * from '../generated/scanfleet/fleet/v1/openscap';
export * from '../generated/scanfleet/fleet/v1/os_patch';
export { PROTOCOL_VERSION, acceptsProtocol } from './version';
