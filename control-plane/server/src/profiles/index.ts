export type { EngineProfile, NmapOptions, NmapProfile, PortRange, PortSelection } from './engine-profile';
export { NMAP_PRESETS, nmapPresets, type NmapPreset } from './nmap-presets';
export { resolveProfile } from './profile';
export { ProfileRequest } from './profile-request';
export { ProfileView } from './profile-view';
export { ProfilesModule } from './profiles.module';
