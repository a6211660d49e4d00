import type { Locator, Page } from 'playwright-core';
import type { StepOf } from '../plan/steps.ts';
import { Contradiction } from './contradiction.ts';
import type { SeedWorld } from './seedWorld.ts';
import { frontOf } from './seedWorld.ts';

/** What a control does, in one word, and its name for the journal. */
interface Control {
  readonly name: string;
  readonly kind: 'app' | 'outside' | 'return' | 'page' | 'button';
  readonly href: string;
}

const controls = 'a:visible, button:visible';

/** Presses each control. One that leads to a page must lead to one; a button must say something. */
export async function pressAll(world: SeedWorld): Promise<string> {
  const page = frontOf(world);
  const here = page.url();
  const count = await page.locator(controls).count();
  const pressed: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    const control = page.locator(controls).nth(nth);
    const { name, kind, href } = await describe(control);
    pressed.push(name);
    switch (kind) {
      case 'app':
        // Pressing it would leave the browser.
        if (!/^(ethereum:0x[0-9a-f]{40}|mailto:[^@]+@[^@]+$)/i.test(href)) {
          throw new Contradiction(`${name} leads to ${href}`);
        }
        break;
      case 'outside':
        if (!/^https?:\/\/[^/]/.test(href)) throw new Contradiction(`${name} leads to ${href}`);
        break;
      case 'return':
        break;
      case 'page':
        await pressLink(page, control, name);
        await page.goto(here);
        break;
      case 'button':
        await pressButton(page, control, name);
    }
    if ((await page.locator(controls).count()) !== count)
      return `${pressed.join(', ')}, and the page changed`;
  }
  return pressed.join(', ');
}

async function describe(control: Locator): Promise<Control> {
  const [tag, href, name, target] = await control.evaluate(element => [
    element.tagName,
    element.getAttribute('href') ?? '',
    (element.id || element.textContent?.trim()) ?? '',
    element.getAttribute('target') ?? '',
  ]);
  const kind =
    tag === 'BUTTON'
      ? 'button'
      : /^(ethereum|mailto):/.test(href)
        ? 'app'
        : target === '_blank'
          ? 'outside'
          : name === 'return'
            ? 'return'
            : 'page';
  return { name, kind, href };
}

async function pressLink(page: Page, control: Locator, name: string): Promise<void> {
  try {
    await Promise.all([page.waitForEvent('framenavigated', { timeout: 5000 }), control.click()]);
  } catch {
    throw new Contradiction(`${name} does nothing`);
  }
  await page.waitForLoadState('load');
  if ((await page.locator('main').innerText()).trim() === '')
    throw new Contradiction(`${name} leads to nothing`);
}

async function pressButton(page: Page, control: Locator, name: string): Promise<void> {
  await page.evaluate(() => document.getElementById('announcer')?.replaceChildren());
  await control.click();
  try {
    await page.locator('#announcer:not(:empty)').waitFor({ state: 'attached', timeout: 5000 });
  } catch {
    throw new Contradiction(`${name} does nothing`);
  }
}

/** Everything that can be pressed is reached by the Tab key, in turn; then one link is taken by Enter. */
export async function keyboard(world: SeedWorld, { nth }: StepOf<'keyboard'>): Promise<string> {
  const page = frontOf(world);
  const all = await page
    .locator(controls)
    .evaluateAll(found => found.map(each => each.outerHTML.slice(0, 200)));
  await page.evaluate(() => {
    // The walk begins at the top of the page.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const reached: string[] = [];
  for (let at = 0; at < all.length; at++) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? ''));
  }
  const missed = all.filter(each => !reached.includes(each));
  if (missed.length > 0) throw new Contradiction(`the keyboard does not reach ${missed.join(' ')}`);
  const links = page.locator('a.choice:visible, #other-way:visible, nav a:visible');
  const count = await links.count();
  if (count === 0) throw new Contradiction('no link stays on the page');
  const link = links.nth(nth % count);
  await link.focus();
  const name = await link.getAttribute('href');
  await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
  await page.waitForLoadState('load');
  return `${String(all.length)} controls, then ${name ?? ''}`;
}
