import type { RouteSpec } from '../http/types.ts';
import { introduction } from '../openapi/introduction.ts';
import type { OpenApiDocument } from '../openapi/types.ts';
import { errorPages } from './errorPages.ts';
import { readGuides } from './guides.ts';
import { paragraphs } from './markdown.ts';
import type { NavGroup, Page } from './page.ts';
import { referenceMarkdown } from './referenceMarkdown.ts';

export interface DocsPages {
  readonly pages: ReadonlyMap<string, Page>;
  readonly nav: readonly NavGroup[];
  /** The index for language models: https://llmstxt.org. */
  readonly llms: string;
}

/** All pages of the documentation but the interactive reference: made once, from the routes and the files of docs/. */
export function docsPages(specs: readonly RouteSpec[], document: OpenApiDocument): DocsPages {
  const errors = errorPages(specs);
  const guides = [...readGuides()];
  const reference: Page = {
    path: '/docs/reference',
    title: 'API reference',
    markdown: referenceMarkdown(specs, document),
  };
  const index: Page = {
    path: '/docs/guides',
    title: 'Guides',
    markdown: paragraphs([
      '# Guides',
      ...guides.flatMap(([group, pages]) => [`## ${group}`, pages.map(listed).join('\n')]),
    ]),
  };
  const all = [reference, index, ...guides.flatMap(([, pages]) => pages), ...errors];
  return {
    pages: new Map(all.map(page => [page.path, page])),
    nav: [
      {
        title: 'Reference',
        pages: [
          { path: '/docs', title: 'API' },
          { path: reference.path, title: 'Without scripts' },
          ...errors.slice(0, 1),
        ],
      },
      ...guides.map(([title, pages]) => ({ title, pages })),
    ],
    llms: paragraphs([
      '# Purser',
      `> ${introduction.split('\n\n')[0] ?? ''}`,
      '## API',
      [
        listed(reference),
        '- [OpenAPI 3.1](/openapi.json): the same for programs',
        ...errors.slice(0, 1).map(listed),
      ].join('\n'),
      ...guides.flatMap(([group, pages]) => [`## ${group}`, pages.map(listed).join('\n')]),
    ]),
  };
}

/** A line of a list: the page's title, and its first sentence if it has one. */
function listed({ path, title, markdown }: Page): string {
  const first = markdown
    .split('\n\n')
    .slice(1)
    .find(part => /^[A-Z`]/.test(part));
  const sentence = first
    ?.replaceAll('\n', ' ')
    .match(/^.*?[.:](?= |$)/)?.[0]
    .replace(/:$/, '.');
  return `- [${title}](${path}.md)${sentence === undefined ? '' : `: ${sentence}`}`;
}
