import { dirname, join, normalize } from 'node:path';
import type { Document } from './readDocument.ts';
import type { Repository } from './repository.ts';

/** Paths of the repository's host that are not files. */
const ofTheHost = /^\.\.\/\.\.\/security\//;

/** In code by the file, in tests by the name: `docs/rules-of-money.md, 4`, `Rules of money 4 and 5`. */
const cited = /(?:Rules of money|docs\/rules-of-money\.md,) ((?:\d+(?:, | and )?)+)/g;

/** Links of documents that lead to no file or heading of the repository. Other hosts are not asked. */
export function checkLinks({ files, folders, documents }: Repository): readonly string[] {
  const byFile = new Map(documents.map(document => [document.file, document]));
  return documents.flatMap(document =>
    document.links.flatMap(link => {
      if (/^[a-z+]+:/.test(link) || ofTheHost.test(link)) return [];
      const fault = faultOf(document, link);
      return fault === undefined ? [] : [`${document.file}: ${link} ${fault}`];
    }),
  );

  function faultOf({ file }: Document, link: string): string | undefined {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : normalize(join(dirname(file), path)).replace(/\/$/, '');
    if (!files.has(target) && !folders.has(target)) return 'leads to no file';
    if (anchor === undefined) return undefined;
    return byFile.get(target)?.anchors.has(anchor) === true ? undefined : 'leads to no heading';
  }
}

/** Documents, and rules of money, that code and tests cite and that do not exist. */
export function checkCitations({ files, documents, code }: Repository): readonly string[] {
  const rules = documents.find(({ file }) => file === 'docs/rules-of-money.md')?.text ?? '';
  return [...code].flatMap(([file, text]) => [
    ...[...text.matchAll(cited)].flatMap(([where, numbers = '']) =>
      (numbers.match(/\d+/g) ?? [])
        .filter(number => !rules.includes(`\n## ${number}. `))
        .map(() => `${file}: ${where.trim()} is no rule of it`),
    ),
    ...(file.endsWith('.test.ts') ? [] : (text.match(/(?<![\w/.])docs\/[\w/-]+\.md/g) ?? []))
      .filter(path => !files.has(path))
      .map(path => `${file}: ${path} does not exist`),
  ]);
}
