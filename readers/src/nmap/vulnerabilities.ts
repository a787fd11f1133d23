import type { ScriptValue, ScriptVulnerability } from './observation';
import { readVulnerabilityTexts, type VulnerabilityText } from './vulnerability-text';

type Table = { [key: string]: ScriptValue };

/** Vulnerabilities of one script output that are kept; nmap's own scripts stay below ten. */
const MOST = 256;

/**
 * What the `vulns` library reported through one script. Read from its tables (nmap 6.20 and later), with the
 * risk factor from the text, the only place it stands in; from the text alone where an older nmap wrote no
 * tables. Identifiers and references are sorted: Lua hands them over in no order.
 */
export function vulnerabilitiesOf(structured: ScriptValue | null, output: string): ScriptVulnerability[] {
  const texts = readVulnerabilityTexts(output, MOST);
  if (structured === null) return texts.map(fromText);
  const found: ScriptVulnerability[] = [];
  if (!isTable(structured)) return found;
  for (const [key, value] of Object.entries(structured)) {
    if (found.length === MOST) break;
    if (!isTable(value) || typeof value.title !== 'string' || typeof value.state !== 'string') continue;
    const place = texts.findIndex((text) => text.title === (value.title as string).trim());
    const [text] = place === -1 ? [] : texts.splice(place, 1);
    found.push(fromTable(key, value, text));
  }
  return found;
}

function fromTable(key: string, table: Table, text: VulnerabilityText | undefined): ScriptVulnerability {
  const scores = strings(table.scores);
  return {
    key,
    title: words(table.title),
    state: words(table.state),
    ids: list(table.ids).sort(),
    scores: Object.keys(scores).length > 0 ? scores : (text?.scores ?? {}),
    riskFactor: text?.riskFactor ?? null,
    description: list(table.description).join('\n').trim(),
    disclosed: day(words(table.disclosure)),
    checkResults: list(table.check_results),
    exploitResults: list(table.exploit_results),
    extraInfo: list(table.extra_info),
    references: list(table.refs).sort(),
  };
}

function fromText(text: VulnerabilityText): ScriptVulnerability {
  const { description, disclosed, ids, references, ...rest } = text;
  return {
    key: ids.find((id) => id.startsWith('CVE:'))?.slice(4) ?? '',
    ...rest,
    ids: [...ids].sort(),
    description: description.join('\n'),
    disclosed: day(disclosed),
    references: [...references].sort(),
  };
}

function isTable(value: ScriptValue | undefined): value is Table {
  return typeof value === 'object' && !Array.isArray(value);
}

function words(value: ScriptValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A field that scripts fill with a string, a list of strings, or lists of lists. */
function list(value: ScriptValue | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap((one) => list(one));
}

function strings(value: ScriptValue | undefined): { [name: string]: string } {
  if (!isTable(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** YYYY-MM-DD, or null for what is no day of the calendar. Scripts write months with and without the zero. */
function day(text: string): string | null {
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (!parts) return null;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const real = new Date(Date.UTC(year, month - 1, date));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== date) return null;
  return `${parts[1]}-${(parts[2] as string).padStart(2, '0')}-${(parts[3] as string).padStart(2, '0')}`;
}
