import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from './page.ts';

const folder = join(import.meta.dirname, '../../docs');

/** The files of docs/ and what is in them, for whom they are written, in the order in which they are read. */
export const guides: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'For integrators': {
    payments: 'A payment in three calls, what becomes of it, and how money is charged and refunded.',
    checkout: 'The page that payers see, its states, and how to build one of your own.',
    webhooks: 'How events are signed, ordered, repeated and replayed.',
    ledger: 'Balances, charges, refunds, and the books behind them.',
    testing: 'The test mode: deposits, reorgs, failures and verdicts on demand.',
    'testing-in-ci': 'A complete Purser in a test of your own, with its YAML.',
    glossary: 'The terms, one meaning each.',
    'rules-of-money': 'The numbered rules that decide what becomes of a deposit.',
    'life-of-a-deposit': 'Who calls whom, from the address to the webhook, as a diagram.',
  },
  'For operators': {
    operating: 'Running Purser: queries, alarms and what to do about each.',
    configuration: 'Every setting, the registry of networks and coins, production.',
    scaling: 'What limits first on the way to a million purses and 1,000 deposits a second.',
    commands: 'The commands of the repository.',
    nodes: 'Which nodes Purser needs, and what each kind of node cannot tell.',
    watching: 'How chains are read, proven and followed through reorgs.',
    compliance: 'Screening: providers, verdicts, held money and decisions.',
    sweeping:
      'The contracts that move coins from purses to the treasury, and how purses are authorized offline.',
    security: 'What is defended against whom, and the test that shows it.',
  },
  'For developers of Purser': {
    'changing-workflows': 'How workflow code is changed while runs are open, rolled out and rolled back.',
    locking: 'The order of locks, and why it cannot deadlock.',
    simulation: 'Seeded traffic and faults on the real engine, and what must be true at the end.',
    benchmarks: 'How fast it is, and how that was measured.',
    dependencies: 'The packages, and why each was taken.',
    comparison: 'Purser beside its open-source peers.',
  },
};

export interface Guide extends Page {
  /** What is in it: a sentence. */
  readonly about: string;
}

/** The guides as pages, by whom they are for. */
export function readGuides(): ReadonlyMap<string, readonly Guide[]> {
  return new Map(
    Object.entries(guides).map(([group, files]) => [
      group,
      Object.entries(files).map(([name, about]) => readGuide(name, about)),
    ]),
  );
}

function readGuide(name: string, about: string): Guide {
  const markdown = linked(readFileSync(join(folder, `${name}.md`), 'utf8'));
  const title = /^# (.*)$/m.exec(markdown)?.[1] ?? name;
  return { path: pathOf(name), title, about, markdown };
}

const served = new Set<string>(Object.values(guides).flatMap(files => Object.keys(files)));

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
