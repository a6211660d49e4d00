import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../servers/toolFolder.ts';

export interface FuzzRun {
  readonly python: string;
  /** The run's own folder. Output and reports stay there. */
  readonly folder: string;
  readonly api: string;
  readonly key: string;
  readonly account: string;
  /** Ids that the run may not touch: those of its own key and of the webhook endpoint that is observed. */
  readonly own: readonly string[];
  /** The URL of that endpoint. */
  readonly ownUrl: string;
  /** Existing ids, by the beginning of the paths that take them. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly examples: number;
  readonly workers: number;
  readonly seed: number;
  readonly env: Environment;
  readonly out: NodeJS.WritableStream;
  /** Ends the run, which then counts as failed. */
  readonly signal: AbortSignal;
}

/** Runs schemathesis on `/openapi.json` with all its checks and phases; true if it found nothing. */
export async function runSchemathesis(run: FuzzRun): Promise<boolean> {
  const args = [
    ['-m', 'schemathesis.cli', '--config-file', join(import.meta.dirname, 'schemathesis.toml'), 'run'],
    [`${run.api}/openapi.json`, '--header', `Authorization: Bearer ${run.key}`],
    ['--max-examples', String(run.examples), '--workers', String(run.workers), '--seed', String(run.seed)],
    ['--report', 'json', '--report-dir', join(run.folder, 'report'), '--no-color'],
  ].flat();
  const child = spawn(run.python, args, {
    cwd: run.folder,
    env: {
      ...run.env,
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONUNBUFFERED: '1',
      HYPOTHESIS_STORAGE_DIRECTORY: join(run.folder, 'hypothesis'),
      SCHEMATHESIS_HOOKS: join(import.meta.dirname, 'purser_hooks.py'),
      PURSER_FUZZ_ACCOUNT: run.account,
      PURSER_FUZZ_OWN: JSON.stringify(run.own),
      PURSER_FUZZ_OWN_URL: run.ownUrl,
      PURSER_FUZZ_KNOWN: JSON.stringify(run.known),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: run.signal,
  });
  const log = createWriteStream(join(run.folder, 'schemathesis.log'));
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    stream.pipe(run.out, { end: false });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  log.end();
  return code === 0;
}
