import type { BrowserContextOptions, Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import type { CheckoutView } from '../../api/checkout/view.ts';
import {
  address,
  deposit,
  nativeChoice,
  payment,
  states,
  tokenChoice,
  tokenContract,
  viewWith,
} from '../api/checkout/checkoutFixtures.ts';
import type { CheckoutServer } from '../api/checkout/checkoutServer.ts';
import { startCheckoutServer } from '../api/checkout/checkoutServer.ts';
import type { WalletCall } from './injectedWallet.ts';
import { injectWallet, WalletRefusal } from './injectedWallet.ts';
import { phone, Screens, sizes } from './screens.ts';

let screens: Screens;
let server: CheckoutServer;
beforeAll(async () => {
  screens = await Screens.start('checkout');
  server = await startCheckoutServer();
});
afterAll(async () => {
  await screens.stop();
  await server.stop();
});
afterEach(async () => {
  expect(await screens.clear()).toEqual([]);
});

function urlOf(view: CheckoutView, query = ''): string {
  return `${server.url}/checkout/${server.sessions.put(view)}${query}`;
}

async function open(view: CheckoutView, query = '', options: BrowserContextOptions = {}): Promise<Page> {
  const page = await screens.newPage(phone, options);
  const isReadAgain = (answer: Response): boolean => answer.request().headers()['purser-again'] === '1';
  const readAgain = page.waitForResponse(isReadAgain).then(async answer => answer.finished());
  firstReads.set(
    page,
    readAgain.then(
      () => true,
      () => false,
    ),
  );
  await page.goto(urlOf(view, query));
  return page;
}
/** Whether the page was read again once, as it is when its stream opens. */
const firstReads = new WeakMap<Page, Promise<boolean>>();

const stateOf = (name: string): CheckoutView => {
  const make = states[name];
  if (!make) throw new Error(`there is no state ${name}`);
  return make();
};

describe('in every state', () => {
  test.for(Object.keys(states))('%s: everybody can read it, and it fits every screen', async name => {
    const page = await screens.newPage(phone);
    const url = urlOf(stateOf(name));
    for (const lang of ['en', 'ar']) {
      await page.goto(`${url}?lang=${lang}`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const look = `${name}-${lang}-phone-${colorScheme}`;
        expect(await screens.look(page, look), look).toEqual([]);
        if (lang !== 'en') continue;
        await page.setViewportSize(sizes.desktop);
        await screens.takePicture(page, `${name}-${lang}-desktop-${colorScheme}`);
        await page.setViewportSize(sizes.phone);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflow(page)).toBe(0);
      await page.setViewportSize(sizes.phone);
    }
  });

  it('also with very long words, at 320 px and with text of double size', async () => {
    const title = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(3);
    const network = { ...tokenChoice.network, name: title };
    const due = '123456789012345678.123456789012345678';
    const choice = { ...tokenChoice, network, currencyName: title, due };
    const size = { viewport: { width: 320, height: 640 } };
    for (const choices of [[choice], [choice, nativeChoice]]) {
      const page = await open(
        viewWith({ title, productName: title, choices, payment, deposits: [deposit] }),
        '?lang=de',
        size,
      );
      expect(await overflow(page)).toBe(0);
      // Text only, as WCAG 1.4.4 says: our own style is allowed, not the test's.
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      expect(await overflow(page)).toBe(0);
    }
  });

  it('no control is smaller than 24 px, and the main actions are 44 px high', async () => {
    for (const [name, query] of [
      ['choose', ''],
      ['choose', '?pay=ETH'],
      ['completed', ''],
      ['expired', ''],
    ] as const) {
      const page = await open(stateOf(name), query);
      const boxes = await page.locator('a:visible, button:visible').evaluateAll(found =>
        found.map(each => {
          const { width, height } = each.getBoundingClientRect();
          return { main: each.matches('.button, .choice, .copy'), small: Math.min(width, height) };
        }),
      );
      expect(boxes.length).toBeGreaterThan(4);
      for (const { main, small } of boxes) expect(small).toBeGreaterThanOrEqual(main ? 44 : 24);
    }
  });
});

it('a payer with a keyboard can choose, copy and change the choice', async () => {
  const page = await open(viewWith(), '', { permissions: ['clipboard-read', 'clipboard-write'] });
  const focusedId = () => page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press('Tab');
  expect(await focusedId()).toBe('choice-USDT_BSC');
  expect(await page.locator(':focus-visible').evaluate(each => getComputedStyle(each).outlineWidth)).toBe(
    '3px',
  );
  await page.keyboard.press('Enter');
  await page.waitForURL('**?pay=USDT_BSC');
  for (const id of ['copy-amount', 'copy-address', 'open-wallet', 'other-way']) {
    await page.keyboard.press('Tab');
    expect(await focusedId()).toBe(id);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'How do you want to pay?' }).waitFor();
});

describe('the copy buttons', () => {
  it('copy the amount and the address exactly, and say so', async () => {
    const page = await open(viewWith(), '?pay=ETH', { permissions: ['clipboard-read', 'clipboard-write'] });
    const copied = async (name: string): Promise<string> => {
      await page.getByRole('button', { name }).click();
      await page.locator('#announcer', { hasText: 'Copied' }).waitFor({ state: 'attached' });
      await page.evaluate(() => document.getElementById('announcer')?.replaceChildren());
      return page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copied('Copy amount')).toBe('0.008400000000000001');
    expect(await copied('Copy address')).toBe(address);
  });

  it('select the text to copy if the browser forbids copying', async () => {
    const page = await screens.newPage(phone);
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'));
    });
    await page.goto(urlOf(viewWith(), '?pay=ETH'));
    for (const [name, value] of [
      ['Copy address', address],
      ['Copy amount', '0.008400000000000001'],
    ] as const) {
      const button = page.getByRole('button', { name });
      await button.click();
      await page.locator('#announcer', { hasText: 'select' }).waitFor({ state: 'attached' });
      // Exactly the text that the button would have copied, and visibly not copied.
      expect(await page.evaluate(() => String(getSelection()))).toBe(value);
      expect(await page.locator('.problem:visible', { hasText: value }).textContent()).toContain('select');
    }
  });
});

describe('without a script', () => {
  it('everything is present except what needs a script', async () => {
    const page = await screens.newPage({ size: 'phone', script: false });
    await page.goto(urlOf(viewWith()));
    await page.getByRole('link', { name: /USDT/ }).click();
    await page.getByText(address).waitFor();
    expect(await page.getByRole('img', { name: 'QR code' }).isVisible()).toBe(true);
    expect(await page.getByText(/^Pay before/).isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
  });
});

describe('a change', () => {
  const sent = (view: CheckoutView): CheckoutView => ({
    ...view,
    status: 'processing',
    payment,
    choices: view.choices.map(choice => ({ ...choice, due: '0', dueUnits: '0' })),
    deposits: [deposit],
  });

  it('is shown within a second of being known, and read aloud once', async () => {
    const view = viewWith();
    const page = await open(view, '?pay=USDT_BSC');
    await settled(page);
    expect(await page.locator('#announcer').textContent()).toBe('');
    const began = performance.now();
    server.sessions.put(sent(view));
    await page.getByText('3 of 15 confirmations').waitFor();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await page.locator('#announcer').textContent()).toBe('Your payment is on its way');
    await page.evaluate(() => document.getElementById('announcer')?.replaceChildren());
    // One more confirmation is not a new state: it is shown but not read aloud.
    server.sessions.put({ ...sent(view), deposits: [{ ...deposit, confirmations: 4 }] });
    await page.getByText('4 of 15 confirmations').waitFor();
    expect(await page.locator('#announcer').textContent()).toBe('');
    server.sessions.put({ ...stateOf('completed'), sessionId: view.sessionId });
    await page.getByRole('heading', { name: 'Payment complete' }).waitFor();
    expect(await page.getByRole('link', { name: 'Return to' }).getAttribute('href')).toBe(view.returnUrl);
    // Sent, over, and closed.
    await expect.poll(() => server.open()).toBe(0);
  });

  it('leaves the other parts and the focus in place', async () => {
    const view = viewWith();
    const page = await open(view, '?pay=USDT_BSC');
    await settled(page);
    await page.getByRole('button', { name: 'Copy address' }).focus();
    const [choice, other] = view.choices;
    if (!choice || !other) throw new Error('there are two');
    server.sessions.put({
      ...view,
      choices: [{ ...choice, due: '25.6', dueUnits: '25600000000000000000' }, other],
    });
    await page.getByRole('heading', { name: 'Send 25.6 USDT' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('copy-address');
    expect(await page.getByRole('button', { name: 'Copy address' }).isVisible()).toBe(true);
  });

  it('continues to count down, and never shows the time of day', async () => {
    const view = viewWith();
    const page = await open(view, '?pay=USDT_BSC');
    await page.getByText(/^Time left/).waitFor();
    await settled(page);
    await page.evaluate(() => {
      new MutationObserver(() => {
        const shown = document.getElementById('deadline')?.textContent ?? '';
        if (shown.startsWith('Pay before')) document.body.dataset['fellBack'] = shown;
      }).observe(document, { childList: true, subtree: true });
    });
    server.sessions.put({ ...stateOf('underpaid'), sessionId: view.sessionId });
    await page.getByRole('heading', { name: 'Part of the payment' }).waitFor();
    expect(await page.evaluate(() => document.body.dataset['fellBack'])).toBeUndefined();
    expect(await page.getByText(/^Time left/).isVisible()).toBe(true);
  });

  it('is found by polling if the stream does not work', async () => {
    const view = viewWith();
    const page = await screens.newPage(phone);
    await page.route('**/stream', route => route.abort());
    await page.goto(urlOf(view, '?pay=USDT_BSC'));
    server.sessions.put(sent(view));
    await page.getByText('3 of 15 confirmations').waitFor();
    expect(screens.complaints().every(text => text.includes('ERR_FAILED'))).toBe(true);
  });

  it('is found by polling if there are too many streams', async () => {
    const view = viewWith();
    const page = await screens.newPage(phone);
    await page.route('**/stream', route => route.fulfill({ status: 429 }));
    await page.goto(urlOf(view, '?pay=USDT_BSC'));
    server.sessions.put(sent(view));
    await page.getByText('3 of 15 confirmations').waitFor();
    expect(screens.complaints().every(text => text.includes('429'))).toBe(true);
  });

  it('is shown, even the last one, although the page was refused or failed on an earlier read', async () => {
    const view = viewWith();
    const page = await open(view, '?pay=USDT_BSC');
    await settled(page);
    const refused: string[] = [];
    const refuse = (...statuses: number[]) =>
      page.route(
        url => url.pathname.endsWith(view.sessionId),
        async route => {
          refused.push(route.request().headers()['purser-again'] ?? 'asked by the payer');
          await route.fulfill({ status: statuses.shift() ?? 429, headers: { 'Retry-After': '1' } });
        },
        { times: statuses.length },
      );
    await refuse(429, 503);
    server.sessions.put(sent(view));
    await page.getByText('3 of 15 confirmations').waitFor();
    expect(refused).toEqual(['1', '1']);
    await refuse(429);
    server.sessions.put({ ...stateOf('completed'), sessionId: view.sessionId });
    await page.getByRole('heading', { name: 'Payment complete' }).waitFor();
    expect(refused).toHaveLength(3);
    expect(screens.complaints().every(text => /429|503/.test(text))).toBe(true);
  });

  it('is requested as for a payer who came back, although the page was refused first', async () => {
    const view = viewWith();
    const page = await open(view, '?pay=USDT_BSC');
    await settled(page);
    const again: (string | undefined)[] = [];
    page.on('request', request => {
      if (request.url().includes('?pay=')) again.push(request.headers()['purser-again']);
    });
    await page.route(
      url => url.pathname.endsWith(view.sessionId),
      route => route.fulfill({ status: 429, headers: { 'Retry-After': '1' } }),
      { times: 1 },
    );
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => again, { timeout: 5000 }).toEqual([undefined, undefined]);
    expect(screens.complaints()).toEqual([expect.stringContaining('429')]);
  });

  it('is the end of the time although the page was refused then', async () => {
    const page = await screens.newPage(phone);
    const view = viewWith({ expiresAt: new Date(Date.now() + 2500).toISOString() });
    await page.goto(urlOf(view));
    await page.route(
      `**/checkout/${view.sessionId}`,
      route => route.fulfill({ status: 429, headers: { 'Retry-After': '1' } }),
      { times: 1 },
    );
    await page.getByRole('heading', { name: 'The time is over' }).waitFor();
    expect(screens.complaints()).toEqual([expect.stringContaining('429')]);
  });

  it('is shown as it happens, if late money is under way when the payer comes back to a session that was over', async () => {
    const view = stateOf('expired');
    const page = await screens.newPage(phone);
    await page.goto(urlOf(view));
    await page.getByRole('heading', { name: 'This payment has expired' }).waitFor();
    const late = { ...stateOf('late'), sessionId: view.sessionId, deposits: [{ ...deposit, late: true }] };
    server.sessions.put(late);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('3 of 15 confirmations').waitFor();
    server.sessions.put({ ...late, deposits: [{ ...deposit, late: true, confirmations: 4 }] });
    await page.getByText('4 of 15 confirmations').waitFor();
    server.sessions.put({ ...stateOf('completedLate'), sessionId: view.sessionId });
    await page.locator('.steps .done').nth(3).waitFor();
    await expect.poll(() => server.open()).toBe(0);
  });

  it('can be the end of the time', async () => {
    const page = await open(viewWith({ expiresAt: new Date(Date.now() + 2500).toISOString() }));
    await page.getByText(/^Time left 0:0/).waitFor();
    await page.getByRole('heading', { name: 'The time is over' }).waitFor();
  });
});

describe('a browser wallet', () => {
  const account = '0x1111111111111111111111111111111111111111';
  /** Does what it is asked; `chain` is the chain that it reports. */
  const willing = (
    chain: string,
    refusals: Readonly<Record<string, (number | WalletRefusal)[]>> = {},
    begin = chain,
  ): ((call: WalletCall) => unknown) => {
    let current = begin;
    return ({ method }) => {
      const refusal = refusals[method]?.shift();
      if (refusal instanceof WalletRefusal) throw refusal;
      if (refusal !== undefined && refusal !== 0) throw new WalletRefusal(refusal);
      if (method === 'eth_requestAccounts') return [account];
      if (method === 'eth_chainId') return current;
      if (method === 'wallet_switchEthereumChain') current = chain;
      return method === 'eth_sendTransaction' ? `0x${'cd'.repeat(32)}` : null;
    };
  };
  const payIn = async (currency: string, answer: (call: WalletCall) => unknown, icon?: string) => {
    const page = await screens.newPage(phone);
    const wallet = await injectWallet(page, {
      name: 'Test Wallet',
      answer,
      ...(icon !== undefined && { icon }),
    });
    await page.goto(urlOf(viewWith(), `?pay=${currency}`));
    await page.getByRole('button', { name: 'Pay with Test Wallet' }).click();
    const answered = async (text: string) => page.locator('.answer', { hasText: text }).waitFor();
    return { page, wallet, answered };
  };

  it('sends exactly the due amount of a native coin, on its chain', async () => {
    const { wallet, answered, page } = await payIn('ETH', willing('0x1', {}, '0x89'));
    await answered('Sent.');
    expect(wallet.calls).toEqual([
      { method: 'eth_requestAccounts' },
      { method: 'eth_chainId' },
      { method: 'wallet_switchEthereumChain', params: [{ chainId: '0x1' }] },
      { method: 'eth_chainId' },
      { method: 'eth_sendTransaction', params: [{ from: account, to: address, value: '0x1dd7c1681d0001' }] },
    ]);
    // Not twice.
    await page.getByRole('button', { name: 'Pay with Test Wallet' }).click({ force: true });
    expect(wallet.calls).toHaveLength(5);
  });

  it('on the right network is not asked to switch, although it could not', async () => {
    for (const chain of ['0x1', '0x01', '1']) {
      const { wallet, answered } = await payIn(
        'ETH',
        willing(chain, { wallet_switchEthereumChain: [-32601] }),
      );
      await answered('Sent.');
      expect(wallet.calls.map(({ method }) => method)).toEqual([
        'eth_requestAccounts',
        'eth_chainId',
        'eth_sendTransaction',
      ]);
    }
  });

  test.for<[string, WalletRefusal]>([
    ['its code', new WalletRefusal(4902)],
    ['a code of text', new WalletRefusal('4902')],
    ['its data', new WalletRefusal(-32603, { data: { code: 4902 } })],
    ['what its data wraps', new WalletRefusal(-32603, { data: { originalError: { code: '4902' } } })],
    ['its words', new WalletRefusal(-32603, { data: 'Unrecognized chain ID "0x38". Code 4902' })],
  ])('is told about a network that it does not know, by %s', async ([, refusal]) => {
    const { wallet, answered } = await payIn(
      'USDT_BSC',
      willing('0x38', { wallet_switchEthereumChain: [refusal] }, '0x1'),
    );
    await answered('Sent.');
    expect(wallet.calls.map(({ method }) => method)).toContain('wallet_addEthereumChain');
  });

  it('sends exactly the due amount of a token, by its contract', async () => {
    const { wallet, answered } = await payIn('USDT_BSC', willing('0x38'));
    await answered('Sent.');
    expect(wallet.calls.at(-1)).toEqual({
      method: 'eth_sendTransaction',
      params: [
        {
          from: account,
          to: tokenContract,
          value: '0x0',
          data: '0xa9059cbb0000000000000000000000005aaeb6053f3e94c9b9a09f33669435e7ef1beaed00000000000000000000000000000000000000000000000161e232e52c760000',
        },
      ],
    });
  });

  it('is told about a network that it does not know, if there is an endpoint for it', async () => {
    const { wallet, answered } = await payIn(
      'USDT_BSC',
      willing('0x38', { wallet_switchEthereumChain: [4902] }, '0x1'),
    );
    await answered('Sent.');
    expect(wallet.calls.map(({ method }) => method)).toEqual([
      'eth_requestAccounts',
      'eth_chainId',
      'wallet_switchEthereumChain',
      'wallet_addEthereumChain',
      'eth_chainId',
      'wallet_switchEthereumChain',
      'eth_chainId',
      'eth_sendTransaction',
    ]);
    expect(wallet.calls[3]?.params).toEqual([
      {
        chainId: '0x38',
        chainName: 'BNB Smart Chain',
        rpcUrls: ['https://bsc-rpc.example'],
        nativeCurrency: { name: 'BNB', symbol: 'BNB', decimals: 18 },
        blockExplorerUrls: ['https://bscscan.com'],
      },
    ]);
  });

  test.for<[what: string, answer: (call: WalletCall) => unknown, text: string]>([
    ['whose owner refuses', willing('0x1', { eth_sendTransaction: [4001] }), 'You declined in your wallet.'],
    ['that is busy', willing('0x1', { eth_requestAccounts: [-32002] }), 'waiting for an answer'],
    [
      'that lacks the network',
      willing('0x1', { wallet_switchEthereumChain: [4902] }, '0x38'),
      'does not know Ethereum',
    ],
    ['that stays on another chain', willing('0x38'), 'does not know Ethereum'],
    [
      'that cannot switch',
      willing('0x1', { wallet_switchEthereumChain: [-32601] }, '0x38'),
      'does not know Ethereum',
    ],
    [
      'that breaks before it is asked to send',
      willing('0x1', { wallet_switchEthereumChain: [-32603] }, '0x38'),
      'could not be asked to pay. Nothing was sent.',
    ],
    ['that is locked', willing('0x1', { eth_requestAccounts: [-32603] }), 'could not be asked to pay'],
    ['that has no account', ({ method }) => (method === 'eth_chainId' ? '0x1' : []), 'gave no account'],
    ['that is busy when it fails', willing('0x1', { eth_sendTransaction: [-32002] }), 'reported an error'],
    [
      'that fails without a hash',
      ({ method }) =>
        method === 'eth_requestAccounts' ? [account] : method === 'eth_chainId' ? '0x1' : null,
      'reported an error',
    ],
    ['that fails', willing('0x1', { eth_sendTransaction: [-32000] }), 'reported an error'],
  ])('%s has a kind message, and may be tried again', async ([what, answer, text]) => {
    const { wallet, answered, page } = await payIn('ETH', answer);
    await answered(text);
    const sends = wallet.calls.filter(({ method }) => method === 'eth_sendTransaction').length;
    expect(sends).toBe(/refuses|fails/.test(what) ? 1 : 0);
    expect(await page.locator('#announcer').textContent()).toContain(text);
    const before = wallet.calls.length;
    await page.getByRole('button', { name: 'Pay with Test Wallet' }).click();
    await expect.poll(() => wallet.calls.length).toBeGreaterThan(before);
  });

  it('shows no picture that would have to be fetched', async () => {
    const { page, answered } = await payIn('ETH', willing('0x1'), 'https://tracker.example/icon.png');
    await answered('Sent.');
    expect(await page.locator('#wallets img').count()).toBe(0);
  });

  it('is not offered if there is none', async () => {
    const page = await open(viewWith(), '?pay=ETH');
    expect(await page.locator('#wallets').isVisible()).toBe(false);
  });
});

/** By how many pixels the page is wider than the window. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The stream is open, and the page that it caused was read. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await expect.poll(() => server.open()).toBeGreaterThan(0);
  expect(await firstReads.get(page)).toBe(true);
}
