import { Observation } from '@scanfleet/proto';
import type { SystemObservation, UpdateObservation } from '@scanfleet/proto';
import { messageOf } from '@scanfleet/readers';
import type * as own from '../engines/observation';

/** With room for the chunk around it: an observation beyond this is said without what the raw output has as well. */
const MAX_BYTES = 512 * 1024;

/** Of one package, and of one advisory. */
const MOST_ADVISORIES = 50;
const MOST_CVES = 200;

/** One observation as the bytes of the contract's `Observation`. */
export function encodeObservation(observation: own.Observation): Uint8Array {
  const bytes = encoded(observation);
  if (bytes.length <= MAX_BYTES || observation.kind !== 'script') return bytes;
  const spare = encoded({ ...observation, vulnerabilities: [] });
  return spare.length <= MAX_BYTES
    ? spare
    : encoded({ ...observation, vulnerabilities: [], structured: null });
}

const encoded = (observation: own.Observation): Uint8Array =>
  Observation.encode({ kind: kind(observation) }).finish();

function kind(observation: own.Observation): Observation['kind'] {
  switch (observation.kind) {
    case 'system':
      return { $case: 'system', value: system(observation) };
    case 'update':
      return { $case: 'update', value: update(observation) };
    case 'host-key':
      return { $case: 'hostKey', value: observation };
    case 'begun':
      return { $case: 'begun', value: observation };
    default:
      return messageOf(observation);
  }
}

function system(value: own.SystemObservation): SystemObservation {
  return {
    manager: value.manager,
    osId: value.system.id,
    osVersion: value.system.version,
    osName: value.system.name,
    supportEnds: value.system.supportEnds ?? '',
    rebootRequired: value.reboot.required,
    rebootReasons: value.reboot.reasons,
    metadataAt: value.metadataAt ?? '',
    gaps: value.gaps,
    recommendations: value.recommendations,
  };
}

function update(value: own.UpdateObservation): UpdateObservation {
  return {
    package: value.package,
    architecture: value.architecture,
    installed: value.installed,
    available: value.available,
    origins: value.origins,
    security: value.isSecurity,
    sourcePackage: value.sourcePackage ?? '',
    held: value.isHeld,
    advisories: value.advisories.slice(0, MOST_ADVISORIES).map((advisory) => ({
      ...advisory,
      cves: advisory.cves.slice(0, MOST_CVES),
    })),
    command: value.command,
  };
}
