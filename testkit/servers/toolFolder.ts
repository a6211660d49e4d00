import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { StartError } from './StartError.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder that shares built and downloaded tools between clones: `PURSER_TOOLS`, else the user's cache
 * folder, else `fallback` (if the cache cannot be written). Makes it if it is missing. Throws `StartError`.
 */
export function toolFolder(env: Environment, fallback: string): string {
  if (env['PURSER_TOOLS']) {
    if (isWritable(env['PURSER_TOOLS'])) return env['PURSER_TOOLS'];
    throw new StartError(
      `the tool folder ${env['PURSER_TOOLS']} cannot be written`,
      'make it writable, or set PURSER_TOOLS to another folder',
    );
  }
  const cache = join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'purser');
  for (const folder of [cache, fallback]) if (isWritable(folder)) return folder;
  throw new StartError(
    `no folder for tools: neither ${cache} nor ${fallback} can be written`,
    'set PURSER_TOOLS to a writable folder',
  );
}

/** The first executable with this name on the `PATH`. */
export function findOnPath(name: string, env: Environment): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return folders.map(folder => join(folder, name)).find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isWritable(folder: string): boolean {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
    return true;
  } catch {
    return false;
  }
}
