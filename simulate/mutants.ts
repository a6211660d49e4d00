import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { wholeNumber } from '../cli/options.ts';
import { readArgs, UsageError } from '../cli/readArgs.ts';
import { testRegistry } from '../cli/stack/testChains.ts';
import type { Mutant } from './mutants/mutants.ts';
import { mutants } from './mutants/mutants.ts';
import { notStarted } from './notStarted.ts';
import { coinsOf } from './plan/coins.ts';
import { planSeed, usualSteps } from './plan/planSeed.ts';
import { replaceOnce } from './replaceOnce.ts';

const usage = `Takes one mechanism after another out of a copy of the code, and simulates until a seed notices.

  npm run simulate:mutants
  npm run simulate:mutants -- --only parent --seeds 20

  --seeds N    how many seeds may pass unnoticed (20); those whose plan has nothing to notice it by are left out
  --only TEXT  only the mechanisms whose name contains it

Prints a table. The exit code is 0 only if each mutant was noticed.
`;

const root = join(import.meta.dirname, '..');

interface Outcome {
  readonly mutant: Mutant;
  /** The seed that noticed; undefined if none did. */
  readonly seed: string | undefined;
  readonly difference: string;
}

async function main(): Promise<boolean> {
  const { values } = readArgs({
    run: 'npm run simulate:mutants',
    usage,
    options: { seeds: { type: 'string' }, only: { type: 'string', default: '' } },
  });
  const seeds = wholeNumber('--seeds', values.seeds) ?? 20;
  const chosen = mutants.filter(({ name }) => name.includes(values.only));
  if (chosen.length === 0) throw new UsageError(`no mechanism is called ${values.only}`);
  const outcomes: Outcome[] = [];
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interrupted.abort(new Error(`interrupted by ${name}`));
    });
  }
  for (const mutant of chosen) {
    const outcome = await tryMutant(mutant, seedsFor(mutant, seeds), interrupted.signal);
    interrupted.signal.throwIfAborted();
    outcomes.push(outcome);
    process.stdout.write(`${lineOf(outcome)}\n`);
  }
  const caught = outcomes.filter(({ seed }) => seed !== undefined).length;
  process.stdout.write(`mutants: ${String(caught)} of ${String(outcomes.length)} noticed\n`);
  return caught === outcomes.length;
}

function lineOf({ mutant, seed, difference }: Outcome): string {
  const by = seed === undefined ? 'NOT NOTICED' : `seed ${seed}`;
  return `${mutant.name.padEnd(55)} ${by.padEnd(12)} ${difference.slice(0, 120)}`;
}

/** Of the first `most` seeds those whose plan has what the mutant needs. */
function seedsFor({ needs }: Mutant, most: number): readonly number[] {
  const coins = coinsOf(testRegistry());
  const all = Array.from({ length: most }, (_, at) => at + 1);
  return needs ? all.filter(seed => planSeed(seed, usualSteps, coins).steps.some(needs)) : all;
}

async function tryMutant(
  mutant: Mutant,
  seeds: readonly number[],
  interrupted: AbortSignal,
): Promise<Outcome> {
  if (seeds.length === 0) return { mutant, seed: undefined, difference: 'no seed has what it needs' };
  const copy = mkdtempSync(join(tmpdir(), 'purser-mutant-'));
  try {
    copyCode(copy);
    mutate(join(copy, mutant.file), mutant);
    const { output, code } = await simulate(copy, seeds, interrupted);
    const [, seed, difference] =
      /^seed ([0-9]+): .*\n {2}FAILED, [0-9]+ differences\. The first: (.*)$/m.exec(output) ?? [];
    if (seed === undefined && code !== 0) {
      const [, why = ''] = /^purser simulate: (.*)$/m.exec(output) ?? [];
      // A mutant that stops the simulation itself is noticed too. A machine that is too slow is no mutant.
      return { mutant, seed: code === notStarted ? undefined : '-', difference: why };
    }
    return { mutant, seed, difference: difference ?? '' };
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

function mutate(file: string, mutant: Mutant): void {
  writeFileSync(file, replaceOnce(readFileSync(file, 'utf8'), mutant));
}

function simulate(
  copy: string,
  seeds: readonly number[],
  interrupted: AbortSignal,
): Promise<{ readonly output: string; readonly code: number | null }> {
  const args = [join(copy, 'simulate/simulate.ts'), '--seeds', seeds.join(','), '--until-failure'];
  const child = spawn(process.execPath, args, {
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
