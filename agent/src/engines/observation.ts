import type {
  ComplianceObservation,
  DefinitionObservation,
  HostObservation,
  PortObservation,
  RuleObservation,
  ScriptObservation,
} from '@scanfleet/readers';
import type { Recommendation } from './os-patch/recommendations';
import type { PackageUpdate, PatchState } from './os-patch/state';

/**
 * What a tool saw, in the agent's own words. One target yields one `host` observation (or `system`,
 * where it was asked from inside) and any number of the others; their count goes into the target's disposition, and the control plane counts them again.
 *
 * Strings come from strangers (banners, host names, script output). They are data everywhere: never an
 * option, a path or markup.
 */
export type Observation =
  | HostObservation
  | PortObservation
  | ScriptObservation
  | SystemObservation
  | UpdateObservation
  | ComplianceObservation
  | RuleObservation
  | DefinitionObservation
  | HostKeyObservation
  | BegunObservation;

/**
 * How far the tool was with a target when it was stopped; no result. It comes back with the next grant of the target, to
 * whichever agent, so that nothing of it is done again.
 */
export interface BegunObservation {
  kind: 'begun';
  /** In the order in which the tool told them. */
  rules: { rule: string; result: string }[];
  /** How many runs of the tool they are of. */
  runs: number;
}

/** A key by which a system that was entered proved itself, told when none was known before. */
export interface HostKeyObservation {
  kind: 'host-key';
  /** As known_hosts has it, without the name: `ssh-ed25519 AAAA…`. */
  key: string;
}

/** What a system says of itself, asked from inside: one of a target. */
export interface SystemObservation extends Pick<
  PatchState,
  'manager' | 'system' | 'reboot' | 'metadataAt' | 'gaps'
> {
  kind: 'system';
  recommendations: Recommendation[];
}

/** A package that is to be updated. */
export interface UpdateObservation extends PackageUpdate {
  kind: 'update';
  /** Installs just this one; empty where it is held, or has words that no command may hold. */
  command: string;
}
