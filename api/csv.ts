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

/** A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV Injection"); behind an apostrophe it is text. */
function unformulated(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
