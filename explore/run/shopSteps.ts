import type { Page } from 'playwright-core';
import type { components } from '../../client/index.ts';
import type { World } from '../world/startWorld.ts';

type Session = components['schemas']['Session'];

/** Logs in to the example shop and begins a top-up there, which leads to the checkout page. */
export async function orderInShop(
  { shop, api }: World,
  page: Page,
  name: string,
  amount: string,
): Promise<Session> {
  await page.goto(shop);
  await page.locator('#name').fill(name);
  await page.locator('main button').click();
  await page.locator(`button[name="amount"][value="${amount}"]`).click();
  await page.waitForURL('**/checkout/**');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  return api.get('/v1/sessions/{id}', { path: { id } });
}

/** In what the shop contradicts the API when a payer has come back to it. */
export async function compareShop(
  { api, shopForm }: World,
  page: Page,
  { sessionId, customerId }: { readonly sessionId: string; readonly customerId: string },
): Promise<readonly string[]> {
  const text = (await page.locator('main').innerText()).trim();
  const payment = await api.get('/v1/payments', { query: { sessionId } });
  const [coin = ''] = shopForm.coins;
  const [row] = await api.get('/v1/balances', { query: { customerId, coin, productId: '' } });
  const balance = inDollars(row?.balance ?? '0');
  const shown = await page.locator('.balance strong').innerText();
  const wanted = payment?.status === 'completed' ? [inDollars(payment.paidAmount)] : [];
  return [
    ...(shown === balance ? [] : [`the shop shows the balance ${shown}, and it is ${balance}`]),
    ...wanted.filter(each => !text.includes(each)).map(each => `the shop does not say that ${each} arrived`),
    ...((await page.locator('main a.button').count()) === 0 ? ['the shop shows no way on'] : []),
  ];
}

function inDollars(whole: string): string {
  const [digits = '0', fraction = ''] = whole.split('.');
  return `$${digits}.${fraction.padEnd(2, '0')}`;
}
