/** Characters of a name, a version, a reason: nmap itself stops far below. */
const LONGEST_WORD = 4096;

/** `text`, cut at `limit` characters with a remark about what is missing. */
export function bounded(text: string, limit: number = LONGEST_WORD): string {
  return text.length <= limit ? text : `${text.slice(0, limit)} [${text.length - limit} characters more]`;
}

/** An attribute as a whole number within bounds; null when it is absent or anything else. */
export function wholeNumber(text: string | undefined, least: number, most: number): number | null {
  if (text === undefined || text.length === 0 || text.length > 10) return null;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value >= least && value <= most ? value : null;
}
