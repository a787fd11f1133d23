import { Refusal, type RefusedField, type Result } from '../platform';
import type { EngineName, EngineProfile, NmapOptions, PortSelection } from './engine-profile';
import { NMAP_SCRIPTS } from './nmap-scripts';
import { presetsOf } from './presets';
import type { PortSelectionRequest } from './nmap-options-request';
import type { OptionsRequest, ProfileRequest } from './profile-request';

/** What a request says of a profile's options. */
export type ProfileWords = Pick<ProfileRequest, 'engine' | 'preset' | 'options'>;

/**
 * Fills a checked request up to complete options: the preset's (the engine's first when none is named), then what the
 * request says. What only holds between fields is checked here; `at` is the request's own JSON pointer.
 * Refused with 422.
 */
export function resolveProfile(request: ProfileWords, at: string): Result<EngineProfile> {
  return presetFilledUp(request.engine ?? 'nmap', request, at);
}

/** The profile with what the request changes. Refused as by resolveProfile. */
export function changedProfile(present: EngineProfile, change: ProfileWords): Result<EngineProfile> {
  const { engine, preset, options } = present;
  if (change.preset !== undefined) return presetFilledUp(engine, change, '');
  // Those that were stored before an option was there have its default.
  const [known] = [...presetsOf(engine).values()];
  const complete = { ...known?.options, ...options };
  return filledUp({ engine, preset, options: complete } as EngineProfile, change.options, '');
}

function presetFilledUp(
  engine: EngineName,
  { preset, options }: ProfileWords,
  at: string,
): Result<EngineProfile> {
  const presets = presetsOf(engine);
  const name = preset ?? [...presets.keys()][0] ?? '';
  const chosen = presets.get(name);
  if (!chosen) {
    const known = [...presets.keys()].join(', ');
    return refusedFor([{ path: `${at}/preset`, code: 'not-allowed', reason: `${engine} has ${known}.` }]);
  }
  return filledUp({ engine, preset: name, options: chosen.options } as EngineProfile, options, at);
}

function filledUp(base: EngineProfile, given: OptionsRequest = {}, at: string): Result<EngineProfile> {
  const faults = [
    ...strangers(base, given),
    ...(base.engine === 'nmap' ? faultsOf(given, base.options) : []),
  ];
  if (faults.length > 0)
    return refusedFor(faults.map((fault) => ({ ...fault, path: `${at}/options${fault.path}` })));
  if (base.engine !== 'nmap')
    return { ...base, options: { ...base.options, ...definedOf(given) } } as EngineProfile;
  const ports = portsOf(given.ports) ?? base.options.ports;
  return { ...base, options: { ...base.options, ...definedOf(given), ports } };
}

function refusedFor(faults: RefusedField[]): Refusal {
  const reason = `The profile is not acceptable. ${faults[0]?.path}: ${faults[0]?.reason}`;
  return new Refusal('invalid-profile', 422, reason, faults);
}

/** Options that another engine has, or that nobody gives: what a package holds is the package's to say. */
function strangers({ engine, options }: EngineProfile, given: OptionsRequest): RefusedField[] {
  return Object.entries(given)
    .filter(([name, value]) => value !== undefined && !Object.hasOwn(options, name))
    .map(([name]) => ({ path: `/${name}`, code: 'unknown-field', reason: `${engine} has no such option.` }));
}

function faultsOf(given: OptionsRequest, base: NmapOptions): RefusedField[] {
  const faults: RefusedField[] = [];
  const fault = (path: string, code: string, reason: string) => void faults.push({ path, code, reason });
  if (given.ports) portFaults(given.ports, fault);
  given.scripts?.forEach((script, index) => {
    if (!NMAP_SCRIPTS.has(script))
      fault(`/scripts/${index}`, 'not-allowed', 'Not on the list of allowed scripts.');
  });
  const least = given.minRate === undefined ? base.minRate : given.minRate;
  const most = given.maxRate === undefined ? base.maxRate : given.maxRate;
  if (least !== null && most !== null && least > most)
    fault('/minRate', 'out-of-range', 'minRate must not be above maxRate.');
  if ((given.scan ?? base.scan) === 'ping' && !(given.hostDiscovery ?? base.hostDiscovery))
    fault('/hostDiscovery', 'not-allowed', 'Host discovery is all that a ping scan does.');
  return faults;
}

type Fault = (path: string, code: string, reason: string) => void;

function portFaults({ kind, count, ranges }: PortSelectionRequest, fault: Fault): void {
  if (kind === 'top' && count === undefined) fault('/ports/count', 'required', 'top needs count.');
  if (kind === 'ranges' && ranges === undefined) fault('/ports/ranges', 'required', 'ranges needs ranges.');
  if (kind !== 'top' && count !== undefined)
    fault('/ports/count', 'unknown-field', `${kind} takes no count.`);
  if (kind !== 'ranges' && ranges !== undefined)
    fault('/ports/ranges', 'unknown-field', `${kind} takes no ranges.`);
  ranges?.forEach(({ first, last }, index) => {
    if (first > last)
      fault(`/ports/ranges/${index}/last`, 'out-of-range', 'The range ends before it begins.');
  });
}

function portsOf(ports: PortSelectionRequest | undefined): PortSelection | undefined {
  if (!ports) return undefined;
  if (ports.kind === 'all') return { kind: 'all' };
  if (ports.kind === 'top') return { kind: 'top', count: ports.count ?? 1000 };
  return { kind: 'ranges', ranges: (ports.ranges ?? []).map(({ first, last }) => ({ first, last })) };
}

/** Without `ports` and without fields that are not there: an undefined must not blot out the preset's value. */
function definedOf({ ports: _, ...given }: OptionsRequest): Partial<Omit<OptionsRequest, 'ports'>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
