import { CVE, inOrder, severityOf, type Advisory, type PackageUpdate, type PatchState } from './state';

/** What of an update object of PSWindowsUpdate (`Get-WindowsUpdate | ConvertTo-Json`) is read; all of it may be missing. */
interface WindowsUpdate {
  Title?: unknown;
  KB?: unknown;
  KBArticleIDs?: unknown;
  MsrcSeverity?: unknown;
  CveIDs?: unknown;
  IsHidden?: unknown;
  RebootRequired?: unknown;
  LastDeploymentChangeTime?: unknown;
  Categories?: unknown;
  ComputerName?: unknown;
}

/**
 * Reads what PSWindowsUpdate lists, one object or many. Throws SyntaxError for what is no JSON, and RangeError for what
 * lists no updates.
 */
export function windowsState(text: string): PatchState {
  const found: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const list = (Array.isArray(found) ? found : [found]) as unknown[];
  if (!list.every(isUpdate)) throw new RangeError('it lists something else than updates of Windows');
  const updates = list.map(updateOf);
  const waiting = list.some(({ RebootRequired }) => RebootRequired === true);
  return {
    manager: 'windows',
    system: { id: 'windows', version: '', name: 'Windows', supportEnds: null },
    updates: inOrder(updates),
    reboot: { required: waiting, reasons: waiting ? ['an update waits for it'] : [] },
    metadataAt: null,
    gaps: [],
  };
}

const isUpdate = (one: unknown): one is WindowsUpdate =>
  typeof one === 'object' && one !== null && typeof (one as WindowsUpdate).Title === 'string';

function updateOf(update: WindowsUpdate): PackageUpdate {
  const title = text(update.Title);
  const articles = [text(update.KB), ...texts(update.KBArticleIDs)].flatMap(
    (one) => /^(?:KB)?(\d{4,10})$/i.exec(one)?.[1] ?? [],
  );
  const id = articles[0] === undefined ? '' : `KB${articles[0]}`;
  const severity = severityOf(text(update.MsrcSeverity));
  const cves = texts(update.CveIDs).filter((cve) => CVE.test(cve));
  const isSecurity = severity !== '' || cves.length > 0 || /security/i.test(categories(update.Categories));
  const advisory: Advisory = {
    id: id || title,
    title,
    kind: isSecurity ? 'security' : 'other',
    severity,
    cves,
    issued: day(update.LastDeploymentChangeTime),
    needsReboot: update.RebootRequired === true,
  };
  return {
    package: id || title,
    architecture: /\b(x64|arm64|x86)\b/i.exec(title)?.[1]?.toLowerCase() ?? '',
    installed: '',
    available: title,
    origins: ['Windows Update'],
    isSecurity,
    sourcePackage: null,
    isHeld: update.IsHidden === true,
    advisories: [advisory],
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).map(text).filter(Boolean);

function categories(value: unknown): string {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.map((one) => text((one as { Name?: unknown } | null)?.Name ?? one)).join(' ');
}

/** ISO 8601, or `/Date(milliseconds)/` as older PowerShell writes it. */
function day(value: unknown): string {
  const [, milliseconds] = /^\/Date\((\d{1,15})\)\/$/.exec(text(value)) ?? [];
  if (milliseconds !== undefined) return new Date(Number(milliseconds)).toISOString().slice(0, 10);
  return /^\d{4}-\d\d-\d\d/.exec(text(value))?.[0] ?? '';
}
