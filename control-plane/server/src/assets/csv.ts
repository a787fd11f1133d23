/** Comma-separated values (RFC 4180), and the guard against cells that spreadsheets would run. Pure. */

/** A line of a file and the cells on it. */
export interface CsvRow {
  /** Counted from 1; a row with line breaks in it begins there. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFault {
  readonly line: number;
  readonly reason: string;
}

export const isFault = (read: CsvRow[] | CsvFault): read is CsvFault => !Array.isArray(read);

/** The rows that are not empty. Line breaks may be CRLF, LF or CR; a byte order mark is passed over. */
export function readCsv(text: string): CsvRow[] | CsvFault {
  const rows: CsvRow[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const begins = line;
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quoted(text, at) : bare(text, at);
      if (!cell) return { line: begins, reason: 'A quotation mark is not closed, or text follows it.' };
      cells.push(cell.value);
      line += cell.breaks;
      at = cell.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begins, cells });
  }
  return rows;
}

interface Cell {
  value: string;
  /** Of what follows: a comma, a line break, or nothing. */
  end: number;
  breaks: number;
}

function bare(text: string, from: number): Cell | undefined {
  const rest = /[,\r\n"]/g;
  rest.lastIndex = from;
  const end = rest.exec(text)?.index ?? text.length;
  return text[end] === '"' ? undefined : { value: text.slice(from, end), end, breaks: 0 };
}

function quoted(text: string, from: number): Cell | undefined {
  let value = '';
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = quote + 1;
      if (end < text.length && !',\r\n'.includes(text[end]!)) return undefined;
      return { value, end, breaks: value.split(/\r\n|\r|\n/).length - 1 };
    }
    value += '"';
    at = quote + 2;
  }
}

/**
 * What a spreadsheet takes for a formula or a command, also in full-width characters and behind white space, and what is
 * marked already: else the mark of one who wrote it by hand would be lost on the way back.
 */
const ACTIVE = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/** One row. Every cell is in quotes, and none begins with what a spreadsheet would run. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;

export const harmless = (cell: string): string => (ACTIVE.test(cell) ? `'${cell}` : cell);

/** What `harmless` was given. */
export const asWritten = (cell: string): string =>
  cell.startsWith("'") && ACTIVE.test(cell) ? cell.slice(1) : cell;
