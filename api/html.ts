/** Markup that is safe to send. `html` makes it, and escapes all text in it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** `null`, `undefined` and `false` are left out. */
export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

/**
 * A template of HTML. It escapes each value, unless the value is `Html`. Values may stand in text and in
 * attributes with double quotes. Elsewhere, escaping would not be enough.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const [first = '', ...rest] = strings.raw;
  return new Html(first + rest.map((text, index) => render(parts[index]) + text).join(''));
}

function render(part: HtmlPart): string {
  if (part instanceof Html) return part.markup;
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'object') return part.map(render).join('');
  return String(part).replace(/[&<>"']/g, char => `&#${String(char.charCodeAt(0))};`);
}

/** The URL if it is http or https; else null. A link to `javascript:` would run in the page. */
export function webUrl(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.href : null;
}
