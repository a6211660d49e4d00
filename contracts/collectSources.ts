import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';

/** Sources by the names that the compiler uses: its "standard JSON" input. */
export type Sources = Readonly<Record<string, { readonly content: string }>>;

const require = createRequire(import.meta.url);
const importStatement = /^\s*import\s+(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm;

/**
 * Reads `files` of `folder` and everything that they import. So the compiler needs no further file, and a
 * hash of the result covers the whole input. A name that does not begin with a dot is a path inside a
 * package.
 */
export function collectSources(folder: string, files: readonly string[]): Sources {
  const sources: Record<string, { content: string }> = {};
  const waiting = [...files];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (sources[name]) continue;
    const content = readFileSync(files.includes(name) ? join(folder, name) : require.resolve(name), 'utf8');
    sources[name] = { content };
    for (const [, imported] of content.matchAll(importStatement)) {
      if (imported === undefined) continue;
      waiting.push(imported.startsWith('.') ? posix.join(posix.dirname(name), imported) : imported);
    }
  }
  // Sorted so that the order of reading does not change the hash.
  return Object.fromEntries(Object.entries(sources).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The folder of the installed packages, for what is made of them once and can be made again. */
export const packagesCache = join(dirname(require.resolve('solc/package.json')), '..', '.cache');

/** The version of a package as it is installed. */
export function installedVersion(packageName: string): string {
  const manifest = JSON.parse(readFileSync(require.resolve(`${packageName}/package.json`), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
