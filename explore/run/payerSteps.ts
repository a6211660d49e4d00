// What the payer does in the browser. Each returns in a few words what became of it.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Route } from 'playwright-core';
import { expectPage } from '../model/expectPage.ts';
import type { StepOf } from '../plan/steps.ts';
import { sizes } from '../plan/steps.ts';
import type { SeedWorld } from './seedWorld.ts';
import { frontOf } from './seedWorld.ts';
import { compareShop } from './shopSteps.ts';
import { Contradiction } from './contradiction.ts';

/** A page is not loaded while its way to the API fails on purpose. */
export function mayLoad({ state }: SeedWorld): boolean {
  return !state.isOffline && !state.isTroubled;
}

export async function openTab(world: SeedWorld, { language, pay }: StepOf<'tab'>): Promise<string> {
  if (world.tabs.length >= 3) return 'enough tabs are open';
  const url = new URL(world.checkoutUrl);
  if (language !== null) url.searchParams.set('lang', language);
  if (pay !== null) url.searchParams.set('pay', pay);
  const page = await world.context.newPage();
  await page.setViewportSize(sizes[world.state.size]);
  await page.emulateMedia({ colorScheme: world.state.colorScheme });
  await page.goto(url.href);
  world.tabs.unshift(page);
  return url.search;
}

export async function closeTab({ tabs }: SeedWorld): Promise<string> {
  if (tabs.length < 2) return 'the only tab stays';
  await tabs.shift()?.close();
  return '';
}

export async function turn({ tabs }: SeedWorld): Promise<string> {
  const last = tabs.pop();
  if (!last) return 'no tab';
  tabs.unshift(last);
  await last.bringToFront();
  return last.url();
}

/** Back or forward, if the tab then still shows the checkout page: else the payer has left. */
export async function move(world: SeedWorld, way: 'back' | 'forward'): Promise<string> {
  const page = frontOf(world);
  const answer = way === 'back' ? await page.goBack() : await page.goForward();
  if (!page.url().startsWith(world.checkoutUrl)) {
    await page.goto(world.checkoutUrl);
    return 'left, and opened the page again';
  }
  return answer === null ? 'nowhere to go' : page.url();
}

/** Presses a link of the page and waits for the page that it leads to. Says so if there is no such link. */
async function follow(page: Page, selector: string): Promise<string> {
  const link = page.locator(selector);
  if ((await link.count()) === 0 || !(await link.isVisible())) return 'not there';
  const href = await link.getAttribute('href');
  await Promise.all([page.waitForEvent('framenavigated'), link.click()]);
  await page.waitForLoadState('load');
  return href ?? '';
}

export async function choose(world: SeedWorld, { nth }: StepOf<'choose'>): Promise<string> {
  const page = frontOf(world);
  const ways = page.locator('.choice');
  if ((await ways.count()) === 0) await follow(page, '#other-way');
  const count = await ways.count();
  if (count === 0) return 'nothing to choose';
  const id = await ways.nth(nth % count).getAttribute('id');
  const before = new URL(page.url()).searchParams.get('lang');
  await follow(page, `#${id ?? ''}`);
  const { searchParams } = new URL(page.url());
  const chosen = `choice-${searchParams.get('pay') ?? ''}`;
  if (chosen !== id) throw new Contradiction(`${id ?? ''} leads to ${chosen}`);
  if (searchParams.get('lang') !== before) throw new Contradiction('the choice lost the language');
  return chosen;
}

export function otherWay(world: SeedWorld): Promise<string> {
  return follow(frontOf(world), '#other-way');
}

export async function changeLanguage(world: SeedWorld, { language }: StepOf<'language'>): Promise<string> {
  const page = frontOf(world);
  const was = await follow(page, `nav a[hreflang="${language}"]`);
  if (was === 'not there') throw new Contradiction(`the page offers no ${language}`);
  return was;
}

/** Presses the copy buttons: the clipboard must have what the API says. */
export async function copy(world: SeedWorld): Promise<string> {
  const page = frontOf(world);
  if ((await page.locator('.choice').count()) > 0) await follow(page, '.choice >> nth=0');
  const copied: string[] = [];
  for (const what of ['amount', 'address'] as const) {
    const button = page.locator(`#copy-${what}`);
    if (!(await button.isVisible())) continue;
    await page.evaluate(() => navigator.clipboard.writeText('nothing'));
    await button.click();
    await page.locator('#announcer:not(:empty)').waitFor({ state: 'attached' });
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const facts = await world.readFacts();
    const { ways } = expectPage(facts, world.currencies, Date.now());
    const right = what === 'address' ? [facts.session.address] : ways.map(({ due }) => due);
    if (!right.includes(text)) throw new Contradiction(`copying the ${what} gives ${text}`);
    await page.evaluate(() => document.getElementById('announcer')?.replaceChildren());
    copied.push(text);
  }
  return copied.join(' ') || 'nothing to copy';
}

/** Leads back to the merchant, where the shop must say the same as the API; then back to the checkout page. */
export async function returnToShop(world: SeedWorld): Promise<string> {
  const page = frontOf(world);
  const href = await follow(page, '#return');
  if (href === 'not there') return href;
  if (world.plan.order.by === 'shop') {
    const differences = await compareShop(world, page, world);
    if (differences.length > 0) throw new Contradiction(differences.join('; '));
  }
  await page.goBack();
  if (!page.url().startsWith(world.checkoutUrl)) await page.goto(world.checkoutUrl);
  return href;
}

/** A link that was cut: the notice must say what to do. Too many of them are refused, with a notice too. */
export async function wrongLink(world: SeedWorld, { times }: StepOf<'wrongLink'>): Promise<string> {
  const page = frontOf(world);
  const seen = new Set<number>();
  const wrong = `${world.checkoutUrl.slice(0, -2)}zz`;
  world.complaints.wrongLink = wrong;
  for (let time = 0; time < times; time++) {
    const answer = await page.goto(wrong);
    seen.add(answer?.status() ?? 0);
    const heading = await page.locator('main h1').innerText();
    const advice = await page.locator('main p').innerText();
    const languages = await page.locator('nav a').count();
    if (heading === '' || advice === '' || languages === 0)
      throw new Contradiction('the notice has no way out');
    const loadsAgain = await page.locator('meta[http-equiv="refresh"]').count();
    if (answer?.status() === 429 && loadsAgain === 0) throw new Contradiction('the notice never goes away');
  }
  await page.goto(world.checkoutUrl);
  return [...seen].join(' ');
}

/** The payer's requests that fail with the API: those that report changes, and the page that reads itself again. */
export async function beginTrouble(world: SeedWorld, { how, of }: StepOf<'trouble'>): Promise<string> {
  const { context, complaints, state } = world;
  complaints.mayFail = true;
  state.isTroubled = true;
  await context.route('**/checkout/**', async (route: Route) => {
    const request = route.request();
    const isLive = /\/(status|stream)$/.test(new URL(request.url()).pathname);
    const isRead = request.resourceType() === 'fetch' || request.resourceType() === 'eventsource';
    if (!isLive && !(of === 'all' && isRead)) return route.continue();
    switch (how) {
      case 'slow':
        await sleep(700);
        // The page may have been left meanwhile.
        return route.continue().catch(() => undefined);
      case 'failing':
      case 'refusing':
        return route.fulfill({
          status: how === 'failing' ? 503 : 429,
          headers: { 'Retry-After': '1' },
          body: '{}',
        });
      case 'cut':
        return route.abort('connectionreset');
    }
  });
  // What is open already would go on.
  await Promise.all(world.tabs.map(tab => tab.reload()));
  return '';
}

export async function endTrouble({ context, state }: SeedWorld): Promise<string> {
  await context.unrouteAll({ behavior: 'wait' });
  state.isTroubled = false;
  return '';
}

export async function setOffline(
  { context, complaints, state }: SeedWorld,
  isOffline: boolean,
): Promise<string> {
  if (isOffline) complaints.mayFail = true;
  await context.setOffline(isOffline);
  state.isOffline = isOffline;
  return '';
}
