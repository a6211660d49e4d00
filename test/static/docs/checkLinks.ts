import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from './compareFile.ts';
import { passed } from './compareFile.ts';

/** Paths of the repository's host that are not files. */
const ofTheHost = /^\.\.\/\.\.\/security\//;

/** In code by the file, in tests by the name: `docs/rules-of-money.md, 4`, `Rules of money 4 and 5`. */
const cited = /(?:Rules of money|docs\/rules-of-money\.md,) ((?:\d+(?:, | and )?)+)/g;

/**
 * Finds links of documents that lead to no file or heading of the repository, and cited rules of money that
 * docs/rules-of-money.md does not have.
 */
export async function checkLinks(root: string): Promise<Finding> {
  const files = await listFiles(root);
  const faults: string[] = [];
  for (const file of files.filter(name => name.endsWith('.md'))) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [, link = ''] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z+]+:/.test(link) || ofTheHost.test(link)) continue;
      const fault = await faultOf(root, file, link);
      if (fault !== undefined) faults.push(`${file}: ${link} ${fault}`);
    }
  }
  const rules = await readFile(join(root, 'docs/rules-of-money.md'), 'utf8');
  for (const file of files.filter(name => /^(?!docs|client).*\.ts$/.test(name))) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [where, numbers = ''] of text.matchAll(cited)) {
      for (const number of numbers.match(/\d+/g) ?? [])
        if (!rules.includes(`\n## ${number}. `)) faults.push(`${file}: ${where.trim()} is no rule of it`);
    }
  }
  return faults.length === 0 ? passed : { passed: false, output: faults.join('\n') };
}

/** What git has, and what it would add. */
async function listFiles(root: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard'],
    { cwd: root, maxBuffer: 10_000_000 },
  );
  return stdout.split('\n').filter(name => name !== '' && existsSync(join(root, name)));
}

async function faultOf(root: string, file: string, link: string): Promise<string | undefined> {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : normalize(join(dirname(file), path));
  if (!existsSync(join(root, target))) return 'leads to no file';
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  const text = withoutBlocks(await readFile(join(root, target), 'utf8'));
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
  return headings.includes(anchor) ? undefined : 'leads to no heading';
}

/** As GitHub makes them: lower case, blanks to hyphens, without punctuation. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

const withoutBlocks = (text: string): string => text.replaceAll(/^ *```.*?^ *```/gms, '');
const withoutCode = (text: string): string => withoutBlocks(text).replaceAll(/`[^`\n]*`/g, '');
