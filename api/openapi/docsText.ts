export function escape(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${String(char.charCodeAt(0))};`);
}

export function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

/** Text with `code` in it. */
export function prose(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

export function json(title: string, value: unknown): string {
  if (value === undefined) return '';
  return `<p>${title}</p><pre>${escape(JSON.stringify(value, null, 2))}</pre>`;
}

/** The fragment of an address that leads to a heading. */
export function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** In single quotes for a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
