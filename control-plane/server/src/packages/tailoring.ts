import { escaped } from './xml-text';

/** What is different from a profile of a benchmark (XCCDF 1.2, 6.7: Tailoring). */
export interface ProfileChanges {
  /** Rules and groups that are evaluated besides, by their ids. */
  readonly select: readonly string[];
  /** Those that are not. */
  readonly unselect: readonly string[];
  /** Values that checks compare with. */
  readonly values: readonly { readonly id: string; readonly value: string }[];
}

/** Ids as XCCDF 1.2 has them: only there a tailoring can be told to belong to them. */
export const XCCDF_ID = /^xccdf_[A-Za-z0-9.-]+_(?:rule|group|value|profile)_[\w.-]{1,200}$/;

/** The id of a profile with changes. */
export const tailoredId = (profile: string): string => `${profile}_tailored`;

/** The document that oscap takes by --tailoring-file. All words are escaped; ids are to be of XCCDF_ID. */
export function tailoringOf(
  profile: string,
  title: string,
  { select, unselect, values }: ProfileChanges,
): string {
  const selected = (ids: readonly string[], is: boolean): string[] =>
    ids.map((id) => `    <xccdf:select idref="${escaped(id)}" selected="${is}"/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<xccdf:Tailoring xmlns:xccdf="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.scanfleet_tailoring_profile">',
    '  <xccdf:version time="2026-01-01T00:00:00">1</xccdf:version>',
    `  <xccdf:Profile id="${escaped(tailoredId(profile))}" extends="${escaped(profile)}">`,
    `    <xccdf:title override="true">${escaped(title)} (tailored)</xccdf:title>`,
    ...selected(select, true),
    ...selected(unselect, false),
    ...values.map(
      ({ id, value }) => `    <xccdf:set-value idref="${escaped(id)}">${escaped(value)}</xccdf:set-value>`,
    ),
    '  </xccdf:Profile>',
    '</xccdf:Tailoring>',
    '',
  ].join('\n');
}
