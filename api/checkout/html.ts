/** Markup that may be sent as it is. `html` makes it, of text that it has escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What stands for nothing (`null`, `undefined`, `false`) is left out. */
export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

/**
 * A template of HTML: what is put in is escaped, unless it is `Html` itself. It may stand in text and in attributes
 * with double quotes; in no other place would escaping be enough.
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

/** The URL where it is one of the web: a link to `javascript:` would run in the page. */
export function webUrl(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.href : null;
}
