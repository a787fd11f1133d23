import { Profile } from './profile.entity';

/** What this room keeps in the ledger. */
export const profilesEntities = [Profile];

export {
  ENGINES,
  looksInside,
  type EngineName,
  type EngineProfile,
  type NmapOptions,
  type OpenscapOptions,
  type OsPatchOptions,
  type PortRange,
  type PortSelection,
} from './engine-profile';
export { nmapCommand, type NmapCommand } from './nmap-arguments';
export { NMAP_PRESETS, nmapPresets, type NmapPreset } from './nmap-presets';
export { PRESETS } from './presets';
export { resolveProfile } from './profile';
export { InlineProfileRequest, ProfileRequest } from './profile-request';
export { ProfileView } from './profile-view';
export { profileDeleting, Profiles, storedProfile, type ProfileRecord, type StoredProfile } from './profiles';
export { ProfilesModule } from './profiles.module';
