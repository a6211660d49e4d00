import { introduction } from '../openapi/introduction.ts';
import type { OpenApiDocument } from '../openapi/types.ts';
import type { DocumentedRoute } from './docsFiles.ts';
import { errorPages } from './errorPages.ts';
import { readGuides } from './guides.ts';
import { paragraphs } from './markdown.ts';
import type { NavGroup, Page } from './page.ts';
import { referenceMarkdown } from './referenceMarkdown.ts';

export interface DocsPages {
  readonly reference: Page;
  readonly pages: readonly Page[];
  readonly nav: readonly NavGroup[];
  /** The index for language models: https://llmstxt.org. */
  readonly llms: string;
}

/** All pages of the documentation but the interactive reference, from the routes and the files of docs/. */
export function docsPages(routes: readonly DocumentedRoute[], document: OpenApiDocument): DocsPages {
  const errors = errorPages(routes);
  const guides = [...readGuides()];
  const reference: Page = {
    path: '/docs/reference',
    title: 'Reference as one page',
    markdown: referenceMarkdown(routes, document),
  };
  const lists = guides.flatMap(([group, members]) => [
    `## ${group}`,
    members.map(({ title, path, about }) => `- [${title}](${path}.md): ${about}`).join('\n'),
  ]);
  const index: Page = {
    path: '/docs/guides',
    title: 'Guides',
    markdown: paragraphs(['# Guides', ...lists]),
  };
  return {
    reference,
    pages: [reference, index, ...guides.flatMap(([, members]) => members), errors.list, ...errors.pages],
    nav: [
      { title: 'Reference', pages: [{ path: '/docs', title: 'API reference' }, reference, errors.list] },
      ...guides.map(([title, pages]) => ({ title, pages })),
    ],
    llms: paragraphs([
      '# Purser',
      `> ${introduction.split('\n\n')[0] ?? ''}`,
      '## API',
      [
        `- [API reference](${reference.path}.md): every operation with a call to paste, every webhook, every object.`,
        '- [OpenAPI 3.1](/openapi.json): the same for programs.',
        `- [Errors](${errors.list.path}.md): every code, when it comes and what to do.`,
      ].join('\n'),
      ...lists,
    ]),
  };
}
