import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { holdLock } from './holdLock.ts';
import type { Progress } from './progress.ts';
import { isExecutable } from './toolFolder.ts';

type Installation = {
  readonly name: string;
  /** Where the tool will be found from now on: a program, or a folder that contains `program`. */
  readonly target: string;
  readonly program?: string;
  /** Makes the tool in an empty folder and returns the path there that becomes the target. */
  readonly make: (folder: string) => Promise<string>;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Returns the path of the program. The first start that needs the program makes it. The target appears
 * complete or not at all, and only one process at a time makes it.
 */
export async function installTool(installation: Installation): Promise<string> {
  const { name, target, program = '.', make, progress, signal } = installation;
  const path = join(target, program);
  if (isExecutable(path)) return path;
  const lock = { file: `${target}.lock`, what: `installs ${name}`, progress, signal };
  return holdLock(lock, async () => {
    if (isExecutable(path)) return path;
    const folder = `${target}.new`;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    try {
      await rename(await make(folder), target);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return path;
  });
}

/** The innermost cause of an error, in a few words: `fetch failed` alone says nothing. */
export function reasonOf(error: unknown): string {
  let reason = error;
  while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  return reason instanceof Error ? reason.message : String(reason);
}
