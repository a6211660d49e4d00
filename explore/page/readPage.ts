import type { Page } from 'playwright-core';
import type { PageFacts } from './pageFacts.ts';

/** What the page shows now. Throws if it is loading another page meanwhile. */
export async function readPage(page: Page, script: boolean): Promise<PageFacts> {
  return page.evaluate(lookAround, script);
}

/** Runs in the page. */
function lookAround(script: boolean): PageFacts {
  const textOf = (element: Element | null | undefined): string =>
    (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const all = (selector: string, of: ParentNode = document): HTMLElement[] => [
    ...of.querySelectorAll<HTMLElement>(selector),
  ];
  const one = (selector: string, of: ParentNode = document): HTMLElement | null =>
    of.querySelector<HTMLElement>(selector);
  const isVisible = (element: HTMLElement): boolean =>
    element.checkVisibility({ checkVisibilityCSS: true }) && element.getClientRects().length > 0;
  const moneyIn = (element: HTMLElement | null): string[] =>
    element === null
      ? []
      : all('.money', element)
          .filter(isVisible)
          .map(each => textOf(each));
  const status = one('#status');
  const action = one('#action');
  const deadline = one('#summary time');
  const wallet = one('#open-wallet');
  const nameOf = (element: HTMLElement): string =>
    textOf(element) + (element.getAttribute('aria-label') ?? '');
  return {
    url: location.href,
    script,
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    heading: textOf(one('h1')),
    text: document.body.innerText.trim(),
    footer: textOf(one('footer')),
    isTooWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    nameless: all('a, button')
      .filter(each => isVisible(each) && nameOf(each) === '')
      .map(each => each.outerHTML),
    status: status && {
      classes: [...status.classList],
      headline: textOf(one('h2', status)),
      text: textOf(status),
      money: moneyIn(status),
    },
    total: moneyIn(one('#summary .total')),
    received: all('#summary p:not(.total)').flatMap(moneyIn),
    deadline:
      deadline && isVisible(deadline)
        ? { iso: deadline.getAttribute('datetime') ?? '', text: textOf(deadline) }
        : null,
    ways: all('#action .choice')
      .filter(isVisible)
      .map(each => ({ id: each.id, text: textOf(each), money: moneyIn(each) })),
    pay:
      action && wallet && isVisible(wallet)
        ? {
            money: [...moneyIn(one('h2', action)), ...moneyIn(one('dl', action))],
            heading: textOf(one('h2', action)),
            address: textOf(one('.address', action)),
            network: textOf(one('dl > div:nth-child(3) dd', action)),
            copyAmount: one('#copy-amount')?.dataset['copy'] ?? '',
            copyAddress: one('#copy-address')?.dataset['copy'] ?? '',
            walletLink: wallet.getAttribute('href') ?? '',
            canChange: one('#other-way') !== null,
          }
        : null,
    deposits: all('#progress article').map(article => {
      const steps = one('.steps', article);
      return {
        money: moneyIn(article)[0] ?? '',
        text: textOf(article),
        done: steps && all('.done', steps).length,
        numbers: steps ? (textOf(one('.now', steps)).match(/[0-9]+/g) ?? []).join(' ') : '',
      };
    }),
    returnTo: one('#return')?.getAttribute('href') ?? null,
    support: all('#support-page, #support-email')
      .filter(isVisible)
      .map(each => each.getAttribute('href') ?? ''),
  };
}
