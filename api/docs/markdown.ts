/** Parts of Markdown documents that are made from data. */

export function code(text: string): string {
  return `\`${text}\``;
}

/** A text that stands in a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s*\n\s*/g, ' ');
}

export function codeBlock(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

export function jsonBlock(value: unknown): string {
  return value === undefined ? '' : codeBlock('json', JSON.stringify(value, null, 2));
}

/** In single quotes for a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The parts that are there, with an empty line between. */
export function paragraphs(parts: readonly string[]): string {
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}
