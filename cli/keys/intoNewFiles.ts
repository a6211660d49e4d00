import type { FileHandle } from 'node:fs/promises';
import { open, unlink } from 'node:fs/promises';

/**
 * Creates the files, which must not exist, for this user alone, and fills them. Removes those that it created
 * if that fails.
 */
export async function intoNewFiles<const Paths extends readonly string[]>(
  paths: Paths,
  fill: (files: { readonly [Place in keyof Paths]: FileHandle }) => Promise<void>,
): Promise<void> {
  const created: FileHandle[] = [];
  try {
    for (const path of paths) created.push(await create(path));
    await fill(created as { readonly [Place in keyof Paths]: FileHandle });
    for (const file of created) await file.sync();
  } catch (error) {
    for (const path of paths.slice(0, created.length)) await unlink(path);
    throw error;
  } finally {
    for (const file of created) await file.close();
  }
}

async function create(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Error(`${path} exists, and is not overwritten`, { cause: error });
  }
}
