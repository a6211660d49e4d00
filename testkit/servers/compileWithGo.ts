import { basename, join } from 'node:path';
import type { Progress } from './progress.ts';
import { ToolError, runTool } from './runTool.ts';
import { StartError } from './StartError.ts';
import { type Environment, findOnPath } from './toolFolder.ts';

type Compilation = {
  readonly name: string;
  /** The package of the program and its version: `example.org/tool/cmd/tool@v1.2.3`. */
  readonly source: string;
  /** Further flags for the linker. */
  readonly linker?: string;
  /** An empty folder for the program. */
  readonly folder: string;
  readonly env: Environment;
  /** The error for a person. `why` is part of a sentence. */
  readonly failure: (why: string) => { readonly what: string; readonly remedy: string };
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
};

/** Compiles a program with Go, which checks the sources, and returns its path. Throws `StartError`. */
export async function compileWithGo(compilation: Compilation): Promise<string> {
  const { name, source, linker = '', folder, env, failure, progress, signal } = compilation;
  signal?.throwIfAborted();
  const refuse = (why: string, cause?: unknown): StartError => {
    const { what, remedy } = failure(why);
    return new StartError(what, remedy, { cause });
  };
  const go = findOnPath('go', env);
  if (!go) throw refuse('there is no Go on the PATH');
  // Without symbols, linking takes a quarter of the time.
  const args = ['install', '-ldflags', `-s -w ${linker}`.trim(), source];
  try {
    await progress.during(`${name} to be compiled with Go (once; about 5 minutes on two cores)`, () =>
      runTool(go, args, { env: { ...env, GOBIN: folder }, cwd: folder, signal }),
    );
  } catch (cause) {
    signal?.throwIfAborted();
    if (!(cause instanceof ToolError)) throw cause;
    throw refuse(`it could not be compiled with Go: ${cause.tail}`, cause);
  }
  return join(folder, basename(source.replace(/@.*$/, '')));
}
