import { randomInt } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../client/index.ts';
import { getPython } from '../testkit/fuzz/getPython.ts';
import { runSchemathesis } from '../testkit/fuzz/runSchemathesis.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { runTool } from '../testkit/servers/runTool.ts';
import { StartError } from '../testkit/servers/StartError.ts';
import { startWebhookReceiver } from '../testkit/webhookReceiver.ts';
import { seed, webhookCases } from './fuzzSeeds.ts';
import { wholeNumber } from './options.ts';
import { readArgs, UsageError } from './readArgs.ts';
import type { Stack } from './stack/stack.ts';
import { startStack } from './stack/stack.ts';

const usage = `Starts a stack and fuzzes its API by the OpenAPI document. Another implementation of Standard Webhooks verifies the
webhooks of that run. It needs Python 3.11 or newer.

  npm run fuzz
  npm run fuzz -- --examples 50 --seed 7

  --examples N   how many requests to generate for each operation and phase (1000)
  --workers N    how many requests at a time, from 1 to 4 (1)
  --seed N       repeats the requests of an earlier run; with one worker, in the same order
  --minutes N    fails if it has not ended after so many minutes (90)
`;

const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(0);

interface Settings {
  readonly examples: number;
  readonly workers: number;
  readonly seed: number;
  readonly minutes: number;
}

function readSettings(): Settings {
  const { values } = readArgs({
    run: 'npm run fuzz',
    usage,
    options: {
      examples: { type: 'string' },
      workers: { type: 'string' },
      seed: { type: 'string' },
      minutes: { type: 'string' },
    },
  });
  return {
    examples: Math.max(1, wholeNumber('--examples', values.examples) ?? 1000),
    workers: Math.min(4, Math.max(1, wholeNumber('--workers', values.workers) ?? 1)),
    seed: wholeNumber('--seed', values.seed) ?? randomInt(2 ** 31),
    minutes: Math.max(1, wholeNumber('--minutes', values.minutes) ?? 90),
  };
}

/** Returns whether all was well. If not, the folder with the logs stays. */
async function main(settings: Settings): Promise<boolean> {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interrupt.abort(new Error(`interrupted by ${name}`));
    });
  }
  const signal = AbortSignal.any([interrupt.signal, AbortSignal.timeout(settings.minutes * 60_000)]);
  const home = mkdtempSync(join(tmpdir(), 'purser-fuzz-'));
  // The database may run as another user than this process.
  chmodSync(home, 0o755);
  const progress = printedProgress(process.stdout);
  const python = await getPython({
    env: process.env,
    fallbackToolFolder: join(home, 'tools'),
    progress,
    signal,
  });
  const stack = await startStack({
    home,
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0, chain: 0 },
    pursePeriodSeconds: 3600,
    blockTimeMs: 700,
    durable: false,
    env: process.env,
    progress,
    signal,
  });
  let passed = false;
  try {
    passed = await Promise.race([
      fuzz(stack, { settings, home, python, signal }),
      stack.broken.then(name => {
        throw new Error(`${name} ended unexpectedly`);
      }),
    ]);
  } finally {
    await stack.stop();
    if (passed) rmSync(home, { recursive: true, force: true });
    else process.stdout.write(`The logs and the report are in ${home}.\n`);
  }
  return passed;
}

interface Run {
  readonly settings: Settings;
  readonly home: string;
  readonly python: string;
  readonly signal: AbortSignal;
}

async function fuzz({ running }: Stack, { settings, home, python, signal }: Run): Promise<boolean> {
  const purser = createClient({ baseUrl: running.api, apiKey: running.key, timeoutMs: 30_000 });
  const webhooks = await startWebhookReceiver({ port: 0 });
  try {
    const seeds = await seed(running, purser, webhooks);
    const { examples, workers } = settings;
    process.stdout.write(
      `\nSeed ${String(settings.seed)}, ${String(examples)} examples for each operation and phase, ` +
        `${String(workers)} at a time.\n`,
    );
    const folder = join(home, 'fuzz');
    mkdirSync(folder);
    const found = await runSchemathesis({
      ...{ python, folder, examples, workers, seed: settings.seed, signal },
      ...{ api: running.api, key: running.key, account: seeds.account, own: seeds.own, known: seeds.known },
      ownUrl: webhooks.url,
      env: process.env,
      out: process.stdout,
    });
    const cases = await webhookCases(purser, webhooks, seeds);
    const file = join(folder, 'webhooks.json');
    writeFileSync(file, JSON.stringify(cases, null, 1));
    const script = join(import.meta.dirname, '../testkit/fuzz/verify_webhooks.py');
    process.stdout.write(`Webhooks, by Python: ${await runTool(python, [script, file], { signal })}`);
    return found;
  } finally {
    await webhooks.stop();
  }
}

try {
  const settings = readSettings();
  const passed = await main(settings);
  const outcome = passed ? 'ok' : 'failed';
  process.stdout.write(`fuzz: ${outcome} after ${seconds()} s, seed ${String(settings.seed)}\n`);
  process.exit(passed ? 0 : 1);
} catch (error) {
  const text =
    error instanceof StartError || error instanceof UsageError
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`fuzz: failed after ${seconds()} s: ${text}\n`);
  process.exit(1);
}
