/** Readers of documents: streaming, in bounded memory, of whatever a stranger wrote. */
export {
  DEFINITION_RESULTS,
  RULE_RESULTS,
  RULE_SEVERITIES,
  type DefinitionEvent,
  type DefinitionResult,
  type Evidence,
  type EvidenceItem,
  type Fix,
  type Ident,
  type OpenscapEnd,
  type OpenscapEvent,
  type OutlineItem,
  type Reference,
  type RuleCheck,
  type RuleEvent,
  type RuleResult,
  type RuleSeverity,
  type RuleWords,
  type TestResultEvent,
} from './openscap/event';
export { ContentInspector } from './content/inspector';
export type {
  BenchmarkSummary,
  ContentRefusal,
  ContentSummary,
  Inspection,
  ProfileSummary,
} from './content/summary';
export { OpenscapReader } from './openscap/reader';
export { scoresOf } from './openscap/score';
export { plainText } from './openscap/words';
export { rootOf } from './xml/root';
export { STREAM_LIMITS, XmlStream, XmlStreamError, type Attributes, type ElementReader } from './xml/stream';
export { messageOf, type ToolObservation } from './message';
export { canonicalAddress } from './nmap/address';
export type { BrokenHost, DocumentEnd, NmapEvent, RunHead, TaskEvent } from './nmap/event';
export type { NmapHost } from './nmap/host';
export type {
  ExtraPorts,
  HostName,
  HostObservation,
  Hop,
  OsMatch,
  PortObservation,
  PortRange,
  PortRanges,
  PortState,
  ScriptObservation,
  ScriptValue,
  ScriptVulnerability,
  Service,
  TransportProtocol,
} from './nmap/observation';
export { hostLine, type HostLine, type PortLine, type ScriptLine } from './nmap/line';
export { NmapReader, READER_LIMITS, type ReaderLimits } from './nmap/reader';
export { NOTHING_BEFORE, type Before, type RuleSeen } from './openscap/joined';
export type { ComplianceObservation, DefinitionObservation, RuleObservation } from './openscap/observation';
export { resultOf, type EvaluatedContent, type Results } from './openscap/results';
