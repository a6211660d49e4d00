/** A table as RFC 4180 has it: a header row, CRLF at each end of a line, quotes where a cell needs them. */
export function csvOf<Column extends string>(
  columns: readonly Column[],
  /** Columns with numbers: a minus at their beginning is one. */
  numeric: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;
  const cellsOf = (row: Readonly<Record<Column, string>>): readonly string[] =>
    columns.map(column => (numeric.includes(column) ? row[column] : unformulated(row[column])));
  return [line(columns), ...rows.map(row => line(cellsOf(row)))].join('');
}

/** What begins a formula (OWASP, "CSV Injection"), and its wide and small forms, which spreadsheets take for it. */
const begin = '=+\\-@＝＋－＠﹦﹢﹣﹫−';
/**
 * Where a cell may begin: at the beginning, and behind whatever is neither letter nor digit, as the reader's separator
 * may be any of them (`;` in half of Europe) and knows nothing of our quotes. A dash between blanks is none: behind it
 * there is nothing to run.
 */
const formula = new RegExp(
  `(?<=^\\s*|[^\\p{L}\\p{N}\\s${begin}]\\s*)[${begin}]|(?<=\\s)[${begin}](?!\\s|$)`,
  'gu',
);

/** The text with an apostrophe before all that a spreadsheet would run as a formula: behind it, it is text. */
function unformulated(text: string): string {
  const safe = text.replace(formula, "'$&");
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
