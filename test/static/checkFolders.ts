import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './compareFile.ts';
import { passed } from './compareFile.ts';
import {
  compositionRoots,
  longFolders,
  mostFiles,
  otherFolders,
  rooms,
  toolSettings,
  wingsOfDb,
} from './rooms.ts';

/**
 * Finds top-level folders that are no room, code at the top that is no composition root (both would stand outside the
 * rules of imports), wings of db/ without a place in their order, and folders that hold more files than a reader takes in.
 */
export async function checkFolders(root: string): Promise<Finding> {
  const strangers = await findStrangers(root, await ignoredByGit(root));
  const folders = await listFolders(root);
  const wings: ReadonlySet<string> = new Set(['migrations', ...wingsOfDb].map(wing => `db/${wing}`));
  const unordered = folders
    .map(({ path }) => path)
    .filter(path => /^db\/[^/]+$/.test(path) && !wings.has(path));
  const full = folders
    .filter(({ path, files }) => path !== '' && files.length > mostFiles)
    .filter(({ path }) => !longFolders.some(long => isWithin(path, long)))
    .map(({ path, files }) => `${path} (${String(files.length)})`);
  const output = [
    strangers.length > 0 &&
      `in no table of test/static/rooms.ts (the rooms of ARCHITECTURE.md): ${strangers.join(', ')}`,
    unordered.length > 0 && `in no place of the order of the wings of db/: ${unordered.join(', ')}`,
    full.length > 0 && `more than ${String(mostFiles)} files: ${full.join(', ')}`,
  ].filter(line => line !== false);
  return output.length === 0 ? passed : { passed: false, output: output.join('\n') };
}

async function findStrangers(root: string, ignored: readonly string[]): Promise<readonly string[]> {
  const known = new Set<string>([
    ...Object.keys(rooms),
    ...otherFolders,
    ...compositionRoots,
    ...toolSettings,
  ]);
  return (await readdir(root, { withFileTypes: true }))
    .filter(entry => entry.isDirectory() || /\.[cm]?[jt]sx?$/.test(entry.name))
    .filter(({ name }) => !name.startsWith('.') && !known.has(name) && !ignored.includes(`${name}/`))
    .map(({ name }) => name)
    .toSorted();
}

interface Folder {
  /** From the root, as `db/outbox`; empty for the root. */
  readonly path: string;
  /** The names of its files. */
  readonly files: readonly string[];
}

/** All folders of the tree, in order. Hidden ones and what git ignores are left out. */
export async function listFolders(root: string): Promise<readonly Folder[]> {
  const below = async (path: string, ignored: readonly string[]): Promise<readonly Folder[]> => {
    const entries = await readdir(join(root, path), { withFileTypes: true });
    const inside = entries
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
      .filter(({ name }) => !ignored.includes(`${name}/`))
      .map(({ name }) => (path === '' ? name : `${path}/${name}`))
      .toSorted();
    const files = entries.filter(entry => entry.isFile()).map(({ name }) => name);
    return [{ path, files }, ...(await Promise.all(inside.map(each => below(each, ignored)))).flat()];
  };
  return below('', await ignoredByGit(root));
}

async function ignoredByGit(root: string): Promise<readonly string[]> {
  return (await readFile(join(root, '.gitignore'), 'utf8')).split('\n').map(line => line.trim());
}

/** Whether `path` is `place`, or stands below it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
