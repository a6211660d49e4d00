import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stack } from '../../cli/stack/stack.ts';
import { startStack } from '../../cli/stack/stack.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import type { Cleanup } from '../processes/cleanup.ts';
import { profiling } from '../processes/startChild.ts';
import { shape } from './shape.ts';

export interface BenchStack extends Stack {
  /** Its state folder. */
  readonly home: string;
}

/**
 * Starts the whole stack as `npm start` does, durable and in its own folder beside the code. `profile` is a
 * folder for CPU profiles of API and worker.
 */
export async function startBenchStack(
  cleanup: Cleanup,
  progress: Progress,
  profile: string | undefined,
): Promise<BenchStack> {
  const state = join(import.meta.dirname, '../../.purser');
  await mkdir(state, { recursive: true });
  const home = await mkdtemp(join(state, 'bench-'));
  cleanup.add(() => rm(home, { recursive: true, force: true }));
  // Postgres may run as another user than this process.
  await chmod(home, 0o755);
  const env = profile === undefined ? {} : { NODE_OPTIONS: profiling(profile).join(' ') };
  const stack = await startStack({
    home,
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0, chain: 0 },
    pursePeriodSeconds: 24 * 3600,
    blockTimeMs: shape.blockMs,
    durable: true,
    env: process.env,
    progress,
    signal: new AbortController().signal,
    workerEnv: env,
    apiEnv: env,
  });
  cleanup.add(stack.stop);
  return { ...stack, home };
}
