import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { installTool } from '../servers/installTool.ts';
import type { Progress } from '../servers/progress.ts';
import { runTool, ToolError } from '../servers/runTool.ts';
import { StartError } from '../servers/StartError.ts';
import type { Environment } from '../servers/toolFolder.ts';
import { findOnPath, toolFolder } from '../servers/toolFolder.ts';

interface Options {
  readonly env: Environment;
  /** Used if the user's cache folder cannot be written. */
  readonly fallbackToolFolder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** The packages to install. The default is schemathesis with the package that verifies webhooks. */
  readonly wanted?: { readonly name: string; readonly requirements: string };
}

const fuzzing = { name: 'schemathesis', requirements: join(import.meta.dirname, 'requirements.txt') };

/** What the pinned schemathesis needs. */
const oldest = { major: 3, minor: 11 } as const;
const remedy =
  'install it (python.org; on Debian `apt install python3 python3-venv`) and run this again: only the fuzzer and the test ' +
  'of a generated client need it';

/**
 * The Python of an environment with the wanted packages. The first run makes it and saves it in the tools'
 * folder. Throws `StartError` if there is no Python to make it with.
 */
export async function getPython({
  env,
  fallbackToolFolder,
  progress,
  signal,
  wanted = fuzzing,
}: Options): Promise<string> {
  const base = await findPython(env);
  const { requirements } = wanted;
  const pins = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const name = `python-${pins}-python${base.version}-${platform()}-${arch()}`;
  return installTool({
    name: wanted.name,
    target: join(toolFolder(env, fallbackToolFolder), name),
    program: 'bin/python',
    progress,
    signal,
    make: folder =>
      progress
        .during(`${wanted.name} to be installed (once)`, async () => {
          // An environment can be moved if only its `python` is run.
          const venv = join(folder, 'venv');
          await runTool(base.path, ['-m', 'venv', venv], { env, signal });
          const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
          await runTool(join(venv, 'bin/python'), pip, { env, signal });
          return venv;
        })
        .catch((cause: unknown) => {
          signal.throwIfAborted();
          if (!(cause instanceof ToolError)) throw cause;
          throw new StartError(`${wanted.name} could not be installed: ${cause.tail}`, remedy, { cause });
        }),
  });
}

async function findPython(env: Environment): Promise<{ readonly path: string; readonly version: string }> {
  const found: string[] = [];
  for (const name of ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11']) {
    const path = findOnPath(name, env);
    if (path === undefined) continue;
    const version = (
      await runTool(path, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { env })
    ).trim();
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major === oldest.major && minor >= oldest.minor) return { path, version };
    found.push(`${name} is ${version}`);
  }
  throw new StartError(
    `no Python ${String(oldest.major)}.${String(oldest.minor)} or newer on the PATH${found.length > 0 ? ` (${found.join(', ')})` : ''}`,
    remedy,
  );
}
