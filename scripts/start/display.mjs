// What a person sees: progress and the table of findings.
import { inspect } from 'node:util';

/** A progress line on `stream`: redrawn in place on a terminal, else one line for every tenth and state. */
export class Progress {
  #stream;
  #last = '';
  #state = '';
  #progress = {};

  constructor(stream) {
    this.#stream = stream;
  }

  /** Hears a scan, or an event of one, which may know less. */
  show({ state = this.#state, progress = {} }) {
    this.#state = state;
    this.#progress = { ...this.#progress, ...progress };
    const { percent = 0, targetsDone = 0, targetsTotal = 0 } = this.#progress;
    const count = `${targetsDone}/${targetsTotal} targets`;
    if (this.#stream.isTTY) {
      const cells = Math.round((percent / 100) * 30);
      const bar = `${'█'.repeat(cells)}${'░'.repeat(30 - cells)}`;
      this.#stream.write(`\r\x1b[2K${bar} ${percentage(percent)}  ${state}  ${count}`);
      return;
    }
    const line = `${percentage(Math.floor(percent / 10) * 10)}  ${state}  ${count}`;
    if (line !== this.#last) this.#stream.write(`${line}\n`);
    this.#last = line;
  }

  end() {
    if (this.#stream.isTTY) this.#stream.write('\n');
  }
}

/** A table of findings, the severest first, no wider than the texts need. */
export function findingsTable(findings) {
  const rows = [...findings]
    .sort(
      (a, b) =>
        b.severity - a.severity ||
        printable(a.address).localeCompare(printable(b.address)) ||
        a.port - b.port,
    )
    .map((finding) => [
      finding.severityLabel,
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

const percentage = (percent) => `${String(Math.floor(percent)).padStart(3)} %`;
