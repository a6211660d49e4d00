// `npm run pictures`: takes the pictures of README from its own stack, so that they show today's pages.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readArgs } from '../../cli/readArgs.ts';
import { fail } from '../../cli/stack/runningStack.ts';
import { startStack } from '../../cli/stack/stack.ts';
import type { PurserClient } from '../../client/index.ts';
import { createClient } from '../../client/index.ts';
import { newStateFolder } from '../../testkit/newStateFolder.ts';
import { printedProgress } from '../../testkit/servers/progress.ts';
import { startChromium } from '../../testkit/browser/chromium.ts';

const folder = join(import.meta.dirname, '../../docs/images');
const usage = `Takes the pictures of README from a stack of its own, and writes them to docs/images.

  npm run pictures
`;

/** A credited deposit and one that waits for a person; returns the purse's id. */
async function payPurse(api: PurserClient): Promise<string> {
  const { id: customerId } = await api.post('/v1/customers', { body: { externalId: 'alice' } });
  const { purseId } = await api.get('/v1/purse', { query: { customerId, currency: 'ETH' } });
  await api.post('/v1/test/deposits', { body: { customerId, currency: 'ETH', amount: '0.5' } });
  await api.post('/v1/test/deposits', {
    body: { customerId, currency: 'ETH', amount: '2', verdict: 'review' },
  });
  for (;;) {
    const { data } = await api.get('/v1/transactions', { query: { customerId } });
    if (data.length === 2 && data.some(({ status }) => status === 'CONFIRMED')) return purseId;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

async function openSession(api: PurserClient): Promise<string> {
  const { id: formId } = await api.post('/v1/forms', {
    body: { title: 'Corner Books', coins: ['USD_MULTI_1'], returnUrl: 'https://shop.example/paid' },
  });
  const { checkoutUrl } = await api.post('/v1/sessions', {
    body: {
      formId,
      customer: { id: 'bob' },
      product: { id: 'top-up', name: 'Top up' },
      price: { USD_MULTI_1: '15' },
      clientId: 'order-1',
    },
  });
  return checkoutUrl;
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, name) });
  process.stdout.write(`docs/images/${name}\n`);
}

async function main(): Promise<void> {
  readArgs({ run: 'npm run pictures', usage, options: {} });
  await mkdir(folder, { recursive: true });
  const home = newStateFolder('purser-pictures-');
  const stack = await startStack({
    home,
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0, chain: 0 },
    pursePeriodSeconds: 30 * 24 * 3600,
    blockTimeMs: 700,
    durable: false,
    env: process.env,
    progress: printedProgress(process.stdout),
    signal: new AbortController().signal,
  });
  const browser = await startChromium();
  try {
    const { api, key, temporalUi } = stack.running;
    const client = createClient({ baseUrl: api, apiKey: key });
    const checkout = await browser.newPage({ viewport: { width: 400, height: 760 }, locale: 'en' });
    const { pathname } = new URL(await openSession(client));
    await checkout.goto(`${api}${pathname}?pay=USDT_BSC`);
    await take(checkout, 'checkout.png');

    const purseId = await payPurse(client);
    const purse = await browser.newPage({ viewport: { width: 1100, height: 920 }, locale: 'en' });
    const workflow = encodeURIComponent(`purse/${purseId}`);
    await purse.goto(`${temporalUi}/namespaces/default/workflows/${workflow}`);
    await purse.getByText('Event History').first().waitFor();
    await purse.getByText('User Metadata').first().click();
    // The UI shows Markdown in separate frames.
    const shown = () =>
      purse.frames().map(frame => frame.locator('strong', { hasText: 'Waits for a person' }).count());
    while ((await Promise.all(shown())).every(count => count === 0)) await purse.waitForTimeout(200);
    await take(purse, 'purse.png');
  } finally {
    await browser.close();
    await stack.stop();
    await rm(home, { recursive: true, force: true });
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  fail('pictures', error);
}
