import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './compareFile.ts';
import { passed } from './compareFile.ts';
import { compositionRoots, otherFolders, rooms, toolSettings } from './rooms.ts';

/**
 * Finds top-level folders that are no room, and code at the top that is no composition root: both would stand
 * outside the rules of imports.
 */
export async function checkFolders(root: string): Promise<Finding> {
  const ignored = (await readFile(join(root, '.gitignore'), 'utf8')).split('\n').map(line => line.trim());
  const entries = await readdir(root, { withFileTypes: true });
  const known = new Set<string>([
    ...Object.keys(rooms),
    ...otherFolders,
    ...compositionRoots,
    ...toolSettings,
  ]);
  const strangers = entries
    .filter(entry => entry.isDirectory() || /\.[cm]?[jt]sx?$/.test(entry.name))
    .filter(({ name }) => !name.startsWith('.') && !known.has(name) && !ignored.includes(`${name}/`))
    .map(({ name }) => name);
  if (strangers.length === 0) return passed;
  return {
    passed: false,
    output: `in no table of test/static/rooms.ts (the rooms of ARCHITECTURE.md): ${strangers.toSorted().join(', ')}`,
  };
}
