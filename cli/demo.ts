import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../client/index.ts';
import { createAccount } from '../db/accounts/createAccount.ts';
import { createApiKey } from '../db/accounts/createApiKey.ts';
import { connect } from '../db/connect.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { startWebhookReceiver } from '../testkit/webhookReceiver.ts';
import { topUpAndBuy } from './demo/demoShop.ts';
import { sweepToTheReceiver } from './demo/demoSweep.ts';
import type { Demo, Merchant } from './demo/demoStory.ts';
import {
  checkSequence,
  expireAndPayLate,
  payAndBeCredited,
  payFromSanctioned,
  payToBlocked,
} from './demo/demoStory.ts';
import { readArgs, UsageError } from './readArgs.ts';
import type { Stack } from './stack/stack.ts';
import { startStack } from './stack/stack.ts';
import { requireSecret } from './requireSecret.ts';

/** Long enough for the scanners to read past the end of the period, short enough to wait for. */
const shortPeriodSeconds = 4;

const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);

const usage = `Plays the whole story on its own stack and asserts each step: deposits, the shop, a decline, a blocked customer, late
money. It takes about a minute and leaves nothing behind.

  npm run demo
`;

/** `npm run demo`: the whole story on the real stack, in its own folder. Every step is asserted. */
async function main(): Promise<void> {
  readArgs({ run: 'npm run demo', usage, options: {} });
  // If interrupted, the demo stops what it started, as at any other end.
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupt.abort(new Error(`interrupted by ${signal}`));
    });
  }
  const home = mkdtempSync(join(tmpdir(), 'purser-demo-'));
  // The database may run as another user than this process.
  chmodSync(home, 0o755);
  const stack = await startStack({
    home,
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0, chain: 0 },
    shopPort: 0,
    pursePeriodSeconds: 3600,
    blockTimeMs: 700,
    durable: false,
    sweeps: true,
    env: process.env,
    progress: printedProgress(process.stdout),
    signal: interrupt.signal,
  });
  const interrupted = once(interrupt.signal, 'abort').then(() => {
    interrupt.signal.throwIfAborted();
  });
  const broken = stack.broken.then(name => {
    throw new Error(`${name} ended unexpectedly`);
  });
  const merchants: Merchant[] = [];
  try {
    await Promise.race([playStory(stack, merchants), interrupted, broken]);
  } catch (error) {
    process.stderr.write(`The logs are in ${join(home, 'logs')}.\n`);
    throw error;
  } finally {
    for (const { webhooks } of merchants) await webhooks.stop();
    await stack.stop();
  }
  rmSync(home, { recursive: true, force: true });
}

async function playStory(stack: Stack, merchants: Merchant[]): Promise<void> {
  const { running } = stack;
  const merchant = await openMerchant(running.api, running.key);
  merchants.push(merchant);
  const shortLived = await openMerchant(running.api, await shortLivedKey(stack.databaseUrl));
  merchants.push(shortLived);
  const demo: Demo = {
    running,
    merchant,
    shortLived,
    print: line => process.stdout.write(`${seconds().padStart(6)} s  ${line}\n`),
  };
  demo.print(`The stack runs: API ${running.api}, Temporal UI ${running.temporalUi}`);
  await payAndBeCredited(demo);
  await topUpAndBuy(demo);
  await payFromSanctioned(demo);
  await payToBlocked(demo);
  await expireAndPayLate(demo);
  await sweepToTheReceiver(demo);
  checkSequence(demo);
}

async function openMerchant(url: string, key: string): Promise<Merchant> {
  const api = createClient({ baseUrl: url, apiKey: key });
  const webhooks = await startWebhookReceiver({ port: 0 });
  const { data: earlier } = await api.get('/v1/events', { query: { limit: 100 } });
  const secret = requireSecret(await api.post('/v1/webhook-endpoints', { body: { url: webhooks.url } }));
  webhooks.setSecret(secret);
  return { api, webhooks, lastSequence: Math.max(0, ...earlier.map(({ sequence }) => sequence)) };
}

async function shortLivedKey(databaseUrl: string): Promise<string> {
  const db = connect(databaseUrl, { max: 1 });
  const { accountId } = await createAccount(db, {
    name: 'Merchant of short-lived purses',
    livemode: false,
    pursePeriodSeconds: shortPeriodSeconds,
  });
  const { key } = await createApiKey(db, accountId, { label: 'demo', scopes: ['admin'] });
  await db.destroy();
  return key;
}

try {
  await main();
  process.stdout.write(`demo: ok in ${seconds()} s\n`);
  process.exit();
} catch (error) {
  // If a step failed, print where it was. If the command line is wrong, print only the reason.
  const text =
    error instanceof UsageError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`demo: failed after ${seconds()} s: ${text}\n`);
  process.exit(1);
}
