import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { wholeNumber } from '../cli/options.ts';
import { readArgs, UsageError } from '../cli/readArgs.ts';
import { testRegistry } from '../cli/stack/testChains.ts';
import type { Change, Mutant } from './mutants/mutants.ts';
import { mutants } from './mutants/mutants.ts';
import type { SweepMutant } from './mutants/sweepMutants.ts';
import { sweepMutants } from './mutants/sweepMutants.ts';
import { notStarted } from './notStarted.ts';
import { coinsOf } from './plan/coins.ts';
import { planSeed, usualSteps } from './plan/planSeed.ts';
import { replaceOnce } from './replaceOnce.ts';

const usage = `Takes one mechanism after another out of a copy of the code, and simulates until a seed notices; a mechanism of sweeps,
until the story that is for it has been played.

  npm run simulate:mutants
  npm run simulate:mutants -- --only parent --seeds 20

  --seeds N    how many seeds may pass unnoticed (20); those whose plan has nothing to notice it by are left out
  --only TEXT  only the mechanisms whose name contains it

Prints a table. The exit code is 0 only if each mutant was noticed.
`;

const root = join(import.meta.dirname, '..');

interface Outcome {
  /** What noticed: a seed, or a story; undefined if nothing did. */
  readonly by: string | undefined;
  readonly difference: string;
}

interface Trial {
  readonly name: string;
  readonly run: (interrupted: AbortSignal) => Promise<Outcome>;
}

async function main(): Promise<boolean> {
  const { values } = readArgs({
    run: 'npm run simulate:mutants',
    usage,
    options: { seeds: { type: 'string' }, only: { type: 'string', default: '' } },
  });
  const seeds = wholeNumber('--seeds', values.seeds) ?? 20;
  const trials: readonly Trial[] = [
    ...mutants.map(mutant => ({
      name: mutant.name,
      run: (interrupted: AbortSignal) => trySeeds(mutant, seedsFor(mutant, seeds), interrupted),
    })),
    ...sweepMutants.map(mutant => ({
      name: mutant.name,
      run: (interrupted: AbortSignal) => tryStory(mutant, interrupted),
    })),
  ];
  const chosen = trials.filter(({ name }) => name.includes(values.only));
  if (chosen.length === 0) throw new UsageError(`no mechanism is called ${values.only}`);
  let caught = 0;
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interrupted.abort(new Error(`interrupted by ${name}`));
    });
  }
  for (const { name, run } of chosen) {
    const { by, difference } = await run(interrupted.signal);
    interrupted.signal.throwIfAborted();
    if (by !== undefined) caught += 1;
    process.stdout.write(
      `${name.padEnd(58)} ${(by ?? 'NOT NOTICED').padEnd(15)} ${difference.slice(0, 120)}\n`,
    );
  }
  process.stdout.write(`mutants: ${String(caught)} of ${String(chosen.length)} noticed\n`);
  return caught === chosen.length;
}

/** Of the first `most` seeds those whose plan has what the mutant needs. */
function seedsFor({ needs }: Mutant, most: number): readonly number[] {
  const coins = coinsOf(testRegistry());
  const all = Array.from({ length: most }, (_, at) => at + 1);
  return needs ? all.filter(seed => planSeed(seed, usualSteps, coins).steps.some(needs)) : all;
}

async function trySeeds(
  mutant: Mutant,
  seeds: readonly number[],
  interrupted: AbortSignal,
): Promise<Outcome> {
  if (seeds.length === 0) return { by: undefined, difference: 'no seed has what it needs' };
  const args = ['simulate/simulate.ts', '--seeds', seeds.join(','), '--until-failure'];
  const { output, code } = await runMutated(mutant.name, [mutant], args, interrupted);
  const [, seed, difference] =
    /^seed ([0-9]+): .*\n {2}FAILED, [0-9]+ differences\. The first: (.*)$/m.exec(output) ?? [];
  if (seed !== undefined) return { by: `seed ${seed}`, difference: difference ?? '' };
  return withoutResult(output, code, /^purser simulate: (.*)$/m);
}

async function tryStory({ name, changes, story }: SweepMutant, interrupted: AbortSignal): Promise<Outcome> {
  const args = ['simulate/sweeps.ts', '--only', story];
  const { output, code } = await runMutated(name, changes, args, interrupted);
  const [, difference] = /^story [a-zA-Z]+: FAILED: (.*)$/m.exec(output) ?? [];
  if (difference !== undefined) return { by: `story ${story}`, difference };
  return withoutResult(output, code, /^purser sweeps: (.*)$/m);
}

/** A mutant that stops the simulation itself is noticed too. A machine that is too slow is no mutant. */
function withoutResult(output: string, code: number | null, why: RegExp): Outcome {
  const by = code === 0 || code === notStarted ? undefined : 'its end';
  return { by, difference: why.exec(output)?.[1] ?? '' };
}

/** Runs a script of a copy of the code, in which these changes are made. */
async function runMutated(
  name: string,
  changes: readonly Change[],
  args: readonly string[],
  interrupted: AbortSignal,
): Promise<{ readonly output: string; readonly code: number | null }> {
  const copy = mkdtempSync(join(tmpdir(), 'purser-mutant-'));
  try {
    copyCode(copy);
    for (const { file, find, replace } of changes) {
      const path = join(copy, file);
      writeFileSync(path, replaceOnce(readFileSync(path, 'utf8'), { name, find, replace }));
    }
    return await simulate(copy, args, interrupted);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The files that git knows or would add, and the packages that are installed here. */
function copyCode(to: string): void {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    options,
  );
  for (const file of listed.split('\0').filter(name => name !== '')) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(root, file), join(to, file));
  }
  symlinkSync(join(root, 'node_modules'), join(to, 'node_modules'));
}

function simulate(
  copy: string,
  [script = '', ...args]: readonly string[],
  interrupted: AbortSignal,
): Promise<{ readonly output: string; readonly code: number | null }> {
  const child = spawn(process.execPath, [join(copy, script), ...args], {
    cwd: copy,
    env: { ...process.env, PURSER_HOME: join(copy, '.purser') },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C comes to it from here alone, once.
    detached: true,
  });
  // It stops its servers and processes after the seed that it is at.
  const end = (): void => void child.kill('SIGTERM');
  interrupted.addEventListener('abort', end);
  let output = '';
  child.stdout.on('data', chunk => (output += String(chunk)));
  child.stderr.on('data', chunk => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => {
      interrupted.removeEventListener('abort', end);
      resolve({ output, code });
    });
  });
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  const text =
    error instanceof UsageError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`purser mutants: ${text}\n`);
  process.exitCode = 1;
}
