import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from './page.ts';

const folder = join(import.meta.dirname, '../../docs');

/** The files of docs/, for whom they are written, in the order in which they are read. */
export const guideNames = {
  'For integrators': [
    'payments',
    'checkout',
    'webhooks',
    'ledger',
    'testing',
    'testing-in-ci',
    'glossary',
    'rules-of-money',
    'life-of-a-deposit',
  ],
  'For operators': ['operating', 'configuration', 'commands', 'nodes', 'watching', 'compliance', 'security'],
  'For developers of Purser': ['locking', 'benchmarks', 'dependencies', 'comparison'],
} as const;

/** The guides as pages, by groups, with the list of all of them first. */
export function readGuides(): ReadonlyMap<string, readonly Page[]> {
  const groups = Object.entries(guideNames).map(([group, names]) => [group, names.map(readGuide)] as const);
  return new Map(groups);
}

function readGuide(name: string): Page {
  const markdown = linked(readFileSync(join(folder, `${name}.md`), 'utf8'));
  const title = /^# (.*)$/m.exec(markdown)?.[1] ?? name;
  return { path: pathOf(name), title, markdown };
}

const served = new Set<string>(Object.values(guideNames).flat());

function pathOf(name: string): string {
  return `/docs/guides/${name}`;
}

/**
 * Links between the files of docs/ become links between the pages. What leads to other files of the repository is not
 * served here: its words stay, without the link.
 */
function linked(markdown: string): string {
  return markdown.replaceAll(/(?<!!)\[([^[\]]+)\]\(([^()\s]+)\)/g, (whole, text: string, target: string) => {
    if (/^(https?:|#|\/)/.test(target)) return whole;
    if (target === 'openapi.json') return `[${text}](/openapi.json)`;
    const [, name = '', fragment = ''] = /^([\w-]+)\.md(#.*)?$/.exec(target) ?? [];
    return served.has(name) ? `[${text}](${pathOf(name)}.md${fragment})` : text;
  });
}
