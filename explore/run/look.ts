import { setTimeout as sleep } from 'node:timers/promises';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { comparePage } from '../model/comparePage.ts';
import { isOver } from '../model/expectPage.ts';
import type { Facts } from '../model/facts.ts';
import { readPage } from '../page/readPage.ts';
import type { SeedWorld } from './seedWorld.ts';

const lookAgainMs = 60;

/**
 * Waits until each open tab agrees with the API. Returns in what a tab still differs after `withinMs`; nothing if all
 * agree. A page that cannot be up to date because of the step must still show something.
 */
export async function look(world: SeedWorld, withinMs: number): Promise<readonly string[]> {
  const { state, tabs, counts } = world;
  if (state.isOffline || state.isTroubled) {
    const texts = await Promise.all(tabs.map(tab => tab.locator('body').innerText()));
    return texts.some(text => text.trim() === '') ? ['the page is blank'] : [];
  }
  const began = performance.now();
  let shownFor = '';
  for (;;) {
    const facts = await world.readFacts();
    // Such a page learns nothing by itself: it is shown again for each news, until there is something to wait for.
    if (state.isOver && shownFor !== JSON.stringify(facts)) {
      shownFor = JSON.stringify(facts);
      await showAgain(world);
      state.isOver = isOver(facts);
    }
    const differences = await compareTabs(world, facts);
    const ms = performance.now() - began;
    if (differences.length === 0) {
      state.isOver = isOver(facts);
      counts.looks += tabs.length;
      counts.slowestMs = Math.max(counts.slowestMs, ms);
      return accessibility(world);
    }
    if (ms > withinMs) return differences;
    await sleep(lookAgainMs);
  }
}

/** The payer comes back to each tab, as from another window. A session that was over may have got money since. */
async function showAgain({ tabs, payer }: SeedWorld): Promise<void> {
  if (!payer.script) return;
  await Promise.all(
    tabs.map(tab => tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))),
  );
}

async function compareTabs(world: SeedWorld, facts: Facts): Promise<readonly string[]> {
  const { tabs, payer, currencies } = world;
  const differences = await Promise.all(
    tabs.map(async (tab, at) => {
      const where = tabs.length > 1 ? `tab ${String(at + 1)}: ` : '';
      try {
        // Nothing else brings a page up to date that runs no script, within the time of a seed.
        if (!payer.script) await tab.reload();
        const page = await readPage(tab, payer.script);
        const found = comparePage(page, facts, currencies, payer.language, Date.now());
        return found.map(each => where + each);
      } catch (error) {
        return [`${where}the page could not be read: ${String(error)}`];
      }
    }),
  );
  return differences.flat();
}

/** What keeps somebody from using the page in front: axe's serious and critical findings, once for each kind of page. */
async function accessibility(world: SeedWorld): Promise<readonly string[]> {
  const { tabs, payer, looked, axe, state } = world;
  const [front] = tabs;
  // Axe is a script.
  if (!front || !payer.script) return [];
  const kind = [await kindOf(front), state.colorScheme, state.size].join(' ');
  if (looked.has(kind)) return [];
  looked.add(kind);
  // Run by the browser, not by the page, which allows only its own scripts.
  await front.evaluate(axe);
  const { violations } = await front.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `not accessible, ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

function kindOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.documentElement.lang,
      document.getElementById('status')?.className ?? document.title,
      document.querySelector('.choice') !== null,
      document.getElementById('open-wallet') !== null,
      document.querySelectorAll('#progress article').length > 0,
    ].join(' '),
  );
}
