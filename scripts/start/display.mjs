// What a person sees: progress and the table of findings.
import { inspect } from 'node:util';

/** A progress line on `stream`: redrawn in place on a terminal, else one line for every tenth and state. */
export class Progress {
  #stream;
  #last = '';
  #permille = 0;

  constructor(stream) {
    this.#stream = stream;
  }

  show(scan) {
    if (typeof scan.progress === 'number') this.#permille = Math.max(this.#permille, permille(scan.progress));
    if (typeof scan.state !== 'string') return;
    const done = scan.state === 'Finished' ? 1000 : this.#permille;
    const targets = scan.targets?.total ?? scan.targetsTotal;
    const finished = scan.targets?.done ?? scan.targetsDone;
    const count = targets === undefined ? '' : `  ${finished ?? 0}/${targets} targets`;
    const cells = Math.round((done / 1000) * 30);
    const bar = `${'█'.repeat(cells)}${'░'.repeat(30 - cells)}`;
    if (this.#stream.isTTY) {
      this.#stream.write(
        `\r\x1b[2K${bar} ${String(Math.floor(done / 10)).padStart(3)} %  ${scan.state}${count}`,
      );
      return;
    }
    const line = `${String(Math.floor(done / 100) * 10).padStart(3)} %  ${scan.state}${count}`;
    if (line !== this.#last) this.#stream.write(`${line}\n`);
    this.#last = line;
  }

  end() {
    if (this.#stream.isTTY) this.#stream.write('\n');
  }
}

const SEVERITIES = ['', 'information', 'low', 'medium', 'high', 'critical'];

/** The severity as a word, whether it comes as one or as its number. */
export const severityOf = (finding) =>
  typeof finding.severity === 'number'
    ? (SEVERITIES[finding.severity] ?? String(finding.severity))
    : finding.severity;

/** A table of findings, the severest first, no wider than the texts need. */
export function findingsTable(findings) {
  const rank = (finding) => SEVERITIES.indexOf(severityOf(finding));
  const rows = [...findings]
    .sort(
      (a, b) =>
        rank(b) - rank(a) || printable(a.address).localeCompare(printable(b.address)) || a.port - b.port,
    )
    .map((finding) => [
      severityOf(finding),
      finding.address,
      finding.port ? `${finding.port}/${finding.protocol}` : '',
      finding.service ?? '',
      finding.title,
      (finding.cves ?? []).join(' '),
    ]);
  const table = [['severity', 'address', 'port', 'service', 'finding', 'CVEs'], ...rows].map((row) =>
    row.map(printable),
  );
  const widths = table[0].map((_, column) =>
    Math.min(60, Math.max(...table.map((row) => row[column].length))),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.slice(0, 60).padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Text of a target, without what could move a terminal's cursor. */
function printable(value) {
  const text = String(value ?? '');
  return /[\p{Cc}\p{Cf}]/u.test(text)
    ? inspect(text)
        .slice(1, -1)
        .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    : text;
}

const permille = (progress) =>
  progress > 0 && progress <= 1 && !Number.isInteger(progress) ? progress * 1000 : progress;
