import { createHash } from 'node:crypto';
import GithubSlugger from 'github-slugger';
import { Marked, Renderer } from 'marked';
import { html } from '../html.ts';

/** A page of the documentation. Its `path` answers HTML, and `path.md` the Markdown as it stands. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly markdown: string;
}

/** A group of links beside every page. */
export interface NavGroup {
  readonly title: string;
  readonly pages: readonly Pick<Page, 'path' | 'title'>[];
}

const style = `
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1rem }
code, pre { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8886; border-radius: .4rem; overflow-wrap: normal }
h2 { border-top: 1px solid #8886; margin-top: 2.5rem; padding-top: 1rem }
table { border-collapse: collapse; display: block; overflow-x: auto }
td code { overflow-wrap: normal }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-top: 1px solid #8883 }
nav a { display: block; padding: .1rem 0 } nav p { font-weight: 600; margin: 1rem 0 .2rem }
a[aria-current] { font-weight: 600; text-decoration: none; color: inherit }
@media (min-width: 70rem) {
  body { max-width: 84rem; display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 3rem }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto }
}
`;

/** The hash that allows the one style block of these pages. They have no script. */
export const pageStyleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** The page as HTML, with the links of `nav` beside it. */
export function renderPage({ path, title, markdown }: Page, nav: readonly NavGroup[]): string {
  const links = nav.map(
    group =>
      `<p>${escape(group.title)}</p>${group.pages
        .map(
          each =>
            `<a href="${escape(each.path)}"${each.path === path ? ' aria-current="page"' : ''}>${escape(each.title)}</a>`,
        )
        .join('')}`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} · Purser</title><link rel="alternate" type="text/markdown" href="${escape(path)}.md">
<style>${style}</style></head><body>
<nav aria-label="Documentation">${links.join('')}</nav>
<main>${toHtml(markdown)}</main>
</body></html>`;
}

function toHtml(markdown: string): string {
  const slugger = new GithubSlugger();
  const renderer = new Renderer();
  renderer.heading = function ({ tokens, depth, text }) {
    const id = slugger.slug(text.replaceAll('`', ''));
    return `<h${String(depth)} id="${escape(id)}">${this.parser.parseInline(tokens)}</h${String(depth)}>\n`;
  };
  const marked = new Marked({
    renderer,
    walkTokens(token) {
      // Pages link to each other as Markdown; a reader of HTML stays with HTML.
      if (token.type === 'link') token.href = String(token.href).replace(/^(\/docs\/[^#]*)\.md(?=#|$)/, '$1');
    },
  });
  // What scrolls sideways can be scrolled with the keyboard.
  return marked
    .parse(markdown, { async: false })
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<table tabindex="0">');
}

function escape(text: string): string {
  return html`${text}`.markup;
}
