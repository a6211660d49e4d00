import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const runningSchema = z.object({
  api: z.string(),
  key: z.string(),
  networks: z.array(z.object({ code: z.string(), chainId: z.number(), rpc: z.string() })),
});

export interface StackProcess {
  readonly running: z.output<typeof runningSchema>;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
}

const lookAgainMs = 100;
/** The time limit for one check, in ms. */
const answersWithinMs = 5000;
/** Longer than all parts together may take to end, in ms. */
const endsWithinMs = 60_000;

/**
 * Runs `npm start` with this state folder in a separate process, which ends with ours, however ours ends.
 * Returns when every part of it answers. If it does not start within `timeoutMs`, throws an error with its
 * output.
 */
export async function runStack({
  folder,
  settings,
  timeoutMs,
}: {
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}): Promise<StackProcess> {
  mkdirSync(join(folder, 'logs'), { mode: 0o711 });
  const file = join(folder, 'logs', 'start.log');
  const log = openSync(file, 'w', 0o600);
  const child = spawn(process.execPath, ['bootstrap.mjs', 'cli/start.ts', '--attached'], {
    cwd: clone(),
    env: { ...foreignEnvironment(), ...settings, PURSER_HOME: folder },
    // Its input ends when this process ends, and that ends it.
    stdio: ['pipe', log, log],
    // Ctrl-C must reach only the testing program. The stack then ends in its own order.
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  // A program that forgets to stop it can still end.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin?.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), endsWithinMs);
    await ended;
    clearTimeout(timer);
  };
  const began = performance.now();
  while (!(await isReady(folder))) {
    const isLate = performance.now() - began > timeoutMs;
    if (isLate || hasEnded(child)) {
      await stop();
      const why = isLate ? `is not ready after ${String(timeoutMs)} ms` : 'did not start';
      throw new Error(`Purser ${why}. Its output:\n${readFileSync(file, 'utf8')}`);
    }
    await sleep(lookAgainMs);
  }
  return { running: readRunning(folder), stop };
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

const runningFile = (folder: string): string => join(folder, 'running.json');

function readRunning(folder: string): StackProcess['running'] {
  return runningSchema.parse(JSON.parse(readFileSync(runningFile(folder), 'utf8')));
}

async function isReady(folder: string): Promise<boolean> {
  if (!existsSync(runningFile(folder))) return false;
  const url = `${readRunning(folder).api}/readyz`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(answersWithinMs) }).catch(() => undefined);
  return answer?.ok === true;
}

/** The clone of Purser that this module belongs to, built or not. */
function clone(): string {
  // `import.meta.dirname` exists only since Node 20.11.
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'bootstrap.mjs'))) return folder;
  }
  throw new Error(
    'this module is not in a clone of Purser: install the folder of the clone, which links it (npm install /path/to/purser)',
  );
}

/** Our environment without the settings for another stack or for the Node that runs us. */
function foreignEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        name === 'PURSER_TOOLS' || !/^(PURSER_|TEMPORAL_|DATABASE_URL$|NODE_OPTIONS$|npm_)/.test(name),
    ),
  );
}
