/** A table by RFC 4180: a header row, CRLF at the end of each line, quotes if a cell needs them. */
export function csvOf<Column extends string>(
  columns: readonly Column[],
  /** Columns of numbers, which may begin with a minus. */
  numeric: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;
  const cellsOf = (row: Readonly<Record<Column, string>>): readonly string[] =>
    columns.map(column => (numeric.includes(column) ? row[column] : unformulated(row[column])));
  return [line(columns), ...rows.map(row => line(cellsOf(row)))].join('');
}

/**
 * Characters that begin a formula (OWASP, "CSV Injection"), and their wide and small forms, which
 * spreadsheets accept too.
 */
const begin = '=+\\-@＝＋－＠﹦﹢﹣﹫−';
/**
 * Where a cell may begin: at the start, and after any character that is neither letter nor digit. The
 * reader's separator may be any of those (`;` in half of Europe) and ignores our quotes. A dash between
 * blanks is harmless: nothing after it can run.
 */
const formula = new RegExp(
  `(?<=^\\s*|[^\\p{L}\\p{N}\\s${begin}]\\s*)[${begin}]|(?<=\\s)[${begin}](?!\\s|$)`,
  'gu',
);

/** Puts an apostrophe before all that a spreadsheet would run as a formula, which makes it text. */
function unformulated(text: string): string {
  const safe = text.replace(formula, "'$&");
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
