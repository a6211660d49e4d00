// `npm run pictures`: takes the pictures of README from a stack of its own, so that they show today's pages.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readArgs } from '../../cli/readArgs.ts';
import { fail } from '../../cli/stack/runningStack.ts';
import type { TestStack } from '../e2e/testStack.ts';
import { eventually, startTestStack } from '../e2e/testStack.ts';
import { startChromium } from './chromium.ts';

const folder = join(import.meta.dirname, '../../docs/images');
const usage = `Takes the pictures of README from a stack of its own, and writes them to docs/images.

  npm run pictures
`;

/** A deposit that is credited and one that waits for a person; gives the purse's id. */
async function payPurse({ api }: TestStack): Promise<string> {
  const { id: customerId } = await api.post('/v1/customers', { body: { externalId: 'alice' } });
  const { purseId } = await api.get('/v1/purse', { query: { customerId, currency: 'ETH' } });
  await api.post('/v1/test/deposits', { body: { customerId, currency: 'ETH', amount: '0.5' } });
  await api.post('/v1/test/deposits', {
    body: { customerId, currency: 'ETH', amount: '2', verdict: 'review' },
  });
  await eventually('one deposit is credited, and one waits', async () => {
    const { data } = await api.get('/v1/transactions', { query: { customerId } });
    return data.length === 2 && data.some(({ status }) => status === 'CONFIRMED');
  });
  return purseId;
}

async function openSession({ api }: TestStack): Promise<string> {
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
  const stack = await startTestStack();
  const browser = await startChromium();
  try {
    const { api, temporalUi } = stack.stack.running;
    const checkout = await browser.newPage({ viewport: { width: 400, height: 760 }, locale: 'en' });
    const { pathname } = new URL(await openSession(stack));
    await checkout.goto(`${api}${pathname}?pay=USDT_BSC`);
    await take(checkout, 'checkout.png');

    const purseId = await payPurse(stack);
    const purse = await browser.newPage({ viewport: { width: 1200, height: 900 }, locale: 'en' });
    const workflow = encodeURIComponent(`purse/${purseId}`);
    await purse.goto(`${temporalUi}/namespaces/default/workflows/${workflow}`);
    await purse.getByText('Event History').first().waitFor();
    await purse.getByText('User Metadata').first().click();
    await purse.getByText('Current Details').first().waitFor();
    await take(purse, 'purse.png');
  } finally {
    await browser.close();
    await stack.stop();
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  fail('pictures', error);
}
