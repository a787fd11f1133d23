import { MOST, type DraftFinding } from './draft';
import { patchCheck } from './fingerprint';
import { hostFinding } from './host-finding';
import type { ObservedSystem, ObservedUpdate } from './observed';
import type { Place } from './open-port';
import { endOfLifeGrade, patchGrade, rebootGrade } from './severity';
import { firstBytes, line, paragraph } from './text';

/** Every check that looks at a system from inside its package manager begins so. */
export const PATCH_CHECKS = 'os-patch:';

const CVE = /^CVE-\d{4}-\d{4,19}$/;

/**
 * What a package manager's account comes to: one finding for each source package that is to be updated, with its packages
 * in it; one when the system's support has ended, and one when it waits for a restart. `at`: when it was looked at.
 */
export function patchFindings(
  systems: readonly ObservedSystem[],
  updates: readonly ObservedUpdate[],
  place: Place,
  at: Date,
): DraftFinding[] {
  const manager = systems[0]?.manager ?? '';
  const bySource = new Map<string, ObservedUpdate[]>();
  for (const update of updates) {
    const source = update.sourcePackage || update.package;
    bySource.set(source, [...(bySource.get(source) ?? []), update]);
  }
  return [
    ...[...bySource].map(([source, packages]) => packageFinding(source, packages, manager, place)),
    ...systems.flatMap((system) => [...endOfLife(system, place, at), ...reboot(system, place)]),
  ];
}

function packageFinding(
  source: string,
  updates: readonly ObservedUpdate[],
  manager: string,
  place: Place,
): DraftFinding {
  const advisories = [
    ...new Map(updates.flatMap((one) => one.advisories).map((one) => [one.id, one])).values(),
  ];
  const isSecurity = updates.some((one) => one.security);
  const ofSecurity = advisories.filter(({ kind }) => kind === 'security');
  const grade = patchGrade(
    ofSecurity.map(({ severity }) => severity),
    isSecurity,
    manager,
  );
  const versions = [...new Set(updates.map((one) => one.available))].join(', ');
  const titles = advisories.map(({ id, title }) => (title === '' ? id : `${id}: ${title}`));
  const held = updates.filter((one) => one.held).map((one) => one.package);
  return {
    ...hostFinding(patchCheck(source), place, grade),
    title: line(`${source}: ${isSecurity ? 'security update' : 'update'} to ${versions}`, MOST.title),
    cves: [...new Set(advisories.flatMap(({ cves }) => cves))]
      .filter((cve) => CVE.test(cve))
      .sort()
      .slice(0, MOST.cves),
    summary: paragraph(
      [
        `${updates.length === 1 ? 'A package' : `${updates.length} packages`} of ${source} can be updated.`,
        ...titles,
        ...(held.length > 0 ? [`Held back: ${held.join(', ')}.`] : []),
      ].join('\n'),
      MOST.summary,
    ),
    solution: paragraph(
      updates
        .map(({ command }) => command)
        .filter((one) => one !== '')
        .join('\n'),
      MOST.solution,
    ),
    evidence: firstBytes(updates.map(evidenceOf).join('\n'), MOST.evidenceBytes),
  };
}

function evidenceOf({
  package: name,
  architecture,
  installed,
  available,
  origins,
  advisories,
}: ObservedUpdate): string {
  const from = installed === '' ? '' : ` ${installed}`;
  const where = origins.length === 0 ? '' : ` from ${origins.join(', ')}`;
  const why = advisories.length === 0 ? '' : ` (${advisories.map(({ id }) => id).join(', ')})`;
  return line(
    `${name}${architecture === '' ? '' : `:${architecture}`}${from} → ${available}${where}${why}`,
    1_000,
  );
}

function endOfLife(
  { osName, osId, osVersion, supportEnds }: ObservedSystem,
  place: Place,
  at: Date,
): DraftFinding[] {
  if (!/^\d{4}-\d\d-\d\d$/.test(supportEnds) || at.toISOString().slice(0, 10) <= supportEnds) return [];
  const name = osName || `${osId} ${osVersion}`;
  return [
    {
      ...hostFinding(patchCheck('', 'end-of-life'), place, endOfLifeGrade),
      title: line(`${name}: support ended on ${supportEnds}`, MOST.title),
      summary: line(
        `${name} gets no security updates from its vendor any more since ${supportEnds}.`,
        MOST.summary,
      ),
      solution: 'Upgrade to a release that is supported.',
      evidence: line(`os-release: ID=${osId} VERSION_ID=${osVersion}`, 1_000),
    },
  ];
}

function reboot({ rebootRequired, rebootReasons }: ObservedSystem, place: Place): DraftFinding[] {
  if (!rebootRequired) return [];
  return [
    {
      ...hostFinding(patchCheck('', 'reboot-required'), place, rebootGrade),
      title: 'The system waits for a restart',
      summary: 'Updates are installed that are used only after a restart.',
      solution: 'Restart the system.',
      evidence: firstBytes(rebootReasons.map((reason) => line(reason, 1_000)).join('\n'), MOST.evidenceBytes),
    },
  ];
}
