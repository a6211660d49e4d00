import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isWithin, listFolders } from './checkFolders.ts';
import type { Finding } from './compareFile.ts';
import { passed } from './compareFile.ts';
import { longFiles, mostLines } from './rooms.ts';

/** Prose, data and settings (Markdown, JSON, YAML) may be longer. */
const code = /\.(?:[cm]?[jt]sx?|css|html|py|sol|sql)$/;
const beginsWithComment = /^(?:\/\/|\/\*|--|#)/;

/**
 * Finds files of code that are too long to read at once, outside the tests. A file within one of `mayBeLong` may be
 * longer, if a comment at its top says why. Finds members of `mayBeLong` that no long file needs, too.
 */
export async function checkLengths(root: string, mayBeLong: readonly string[] = longFiles): Promise<Finding> {
  const long = await findLong(root);
  const isAllowed = (path: string): boolean => mayBeLong.some(place => isWithin(path, place));
  const refused = long.filter(({ path }) => !isAllowed(path));
  const unexplained = long.filter(({ path, text }) => isAllowed(path) && !beginsWithComment.test(text));
  const unneeded = mayBeLong.filter(place => !long.some(({ path }) => isWithin(path, place)));
  const output = [
    refused.length > 0 &&
      `more than ${String(mostLines)} lines: ${refused.map(({ path, lines }) => `${path} (${String(lines)})`).join(', ')}`,
    unexplained.length > 0 &&
      `no comment at the top says why it is so long: ${unexplained.map(({ path }) => path).join(', ')}`,
    unneeded.length > 0 && `named in \`longFiles\`, and not long: ${unneeded.join(', ')}`,
  ].filter(line => line !== false);
  return output.length === 0 ? passed : { passed: false, output: output.join('\n') };
}

interface LongFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

async function findLong(root: string): Promise<readonly LongFile[]> {
  const paths = (await listFolders(root))
    .filter(({ path }) => !isWithin(path, 'test'))
    .flatMap(({ path, files }) => files.map(name => (path === '' ? name : `${path}/${name}`)))
    .filter(path => code.test(path));
  const files = await Promise.all(
    paths.map(async path => {
      const text = await readFile(join(root, path), 'utf8');
      return { path, text, lines: text.replace(/\n$/, '').split('\n').length };
    }),
  );
  return files.filter(({ lines }) => lines > mostLines);
}
