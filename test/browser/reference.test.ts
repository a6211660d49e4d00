import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../api/startApi.ts';
import type { TestApi } from '../api/startApi.ts';
import { desktop, phone, Screens } from './screens.ts';

let api: TestApi;
let screens: Screens;
beforeAll(async () => {
  api = await startApi({});
  screens = await Screens.start('reference');
});
afterAll(async () => {
  await screens.stop();
  await api.stop();
});
afterEach(async () => {
  expect(await screens.clear()).toEqual([]);
});

describe('the reference', () => {
  it('shows operations, examples and webhooks, finds a word, and asks no other host for anything', async () => {
    const page = await screens.newPage(desktop);
    const asked = new Set<string>();
    page.on('request', request => asked.add(new URL(request.url()).origin));
    await page.goto(`${api.url}/docs`);
    await page.getByRole('heading', { name: 'Purser', level: 1 }).waitFor();
    for (const tag of ['Customers', 'Charges', 'Webhooks', 'Test mode'])
      expect(await page.locator(`a[href="#tag/${tag.toLowerCase().replace(' ', '-')}"]`).isVisible()).toBe(
        true,
      );
    for (const heading of ['Authentication', 'Idempotency', 'Errors', 'Guides'])
      expect(await page.getByRole('heading', { name: heading, exact: true }).isVisible()).toBe(true);
    await screens.takePicture(page, 'top');

    await find(page, 'refund a charge');
    await page.getByRole('heading', { name: 'Refund a charge' }).waitFor();
    await page.getByText('/v1/charges/{id}/refund').first().waitFor();
    await page
      .locator('code', { hasText: /curl .*refund/s })
      .first()
      .waitFor();
    await page.locator('code', { hasText: 'chg_01kamz9' }).first().waitFor();
    await screens.takePicture(page, 'operation');

    await find(page, 'PAYMENT_COMPLETED');
    await page.getByRole('heading', { name: 'PAYMENT_COMPLETED' }).waitFor();
    expect([...asked].filter(origin => origin !== api.url && origin !== 'null')).toEqual([]);
  });

  it('leads a reader without scripts to the one that needs none', async () => {
    const page = await screens.newPage({ ...phone, script: false });
    await page.goto(`${api.url}/docs`);
    await page.getByRole('link', { name: 'The reference as one page without scripts' }).click();
    await page.getByRole('heading', { name: 'Purser API', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'A payment', exact: false }).first().waitFor();
  });
});

/** As a person does: by the keyboard, taking the first that is found. */
async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'search' }).fill(words);
  await page.getByRole('option', { name: words }).first().click();
}

it.each([desktop, phone])('guides and errors are pages that everybody can read ($size)', async screen => {
  const page = await screens.newPage(screen);
  for (const path of ['/docs/guides/payments', '/docs/errors', '/docs/errors/customer_busy']) {
    await page.goto(api.url + path);
    const barriers = await screens.look(page, `${path.slice(6).replaceAll('/', '-')}-${screen.size}`);
    expect(barriers).toEqual([]);
  }
});
