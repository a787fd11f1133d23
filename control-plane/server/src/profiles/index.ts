export type { EngineProfile, NmapOptions, NmapProfile, PortRange, PortSelection } from './engine-profile';
