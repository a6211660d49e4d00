import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './compareFile.ts';
import { passed } from './compareFile.ts';
import { compositionRoots, longFolders, mostFiles, otherFolders, rooms, toolSettings } from './rooms.ts';

/**
 * Finds top-level folders that are no room, code at the top that is no composition root (both would stand outside the
 * rules of imports), and folders that hold more files than a reader takes in.
 */
export async function checkFolders(root: string): Promise<Finding> {
  const ignored = (await readFile(join(root, '.gitignore'), 'utf8')).split('\n').map(line => line.trim());
  const strangers = await findStrangers(root, ignored);
  const full = await findFull(root, '', ignored);
  const output = [
    strangers.length > 0 &&
      `in no table of test/static/rooms.ts (the rooms of ARCHITECTURE.md): ${strangers.join(', ')}`,
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

/** The folders below `folder` with too many files, as `path (files)`. What git ignores is not looked at. */
async function findFull(
  root: string,
  folder: string,
  ignored: readonly string[],
): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const full: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || ignored.includes(`${entry.name}/`)) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!longFolders.some(long => path === long)) full.push(...(await findFull(root, path, ignored)));
  }
  const files = entries.filter(entry => entry.isFile()).length;
  if (folder !== '' && files > mostFiles) full.push(`${folder} (${String(files)})`);
  return full;
}
