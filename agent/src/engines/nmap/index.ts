export { NmapEngine } from './engine';
export { hostLine, type HostLine, type PortLine, type ScriptLine } from './line';
export { NmapReader, READER_LIMITS, type ReaderLimits } from './reader';
