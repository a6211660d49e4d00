import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { languages, languageTags } from '../../../api/checkout/messages/index.ts';
import type { CheckoutView } from '../../../api/checkout/view.ts';
import { walletLink } from '../../../api/checkout/walletLink.ts';
import { newId } from '../../../domain/ids.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';
import {
  address,
  deposit,
  FixtureSessions,
  nativeChoice,
  payment,
  states,
  tokenChoice,
  viewWith,
} from './checkoutFixtures.ts';

const sessions = new FixtureSessions();
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ checkout: sessions, limits: { trustProxy: 1 } });
});
afterAll(() => api.stop());

/** Each test is a client of its own, by the proxy's header. */
let client = 0;
beforeEach(() => {
  client += 1;
});

async function get(path: string, headers: Record<string, string> = {}) {
  const from = { 'x-forwarded-for': `192.0.2.${String(client)}` };
  return api.call('GET', path, { key: null, headers: { ...from, ...headers } });
}

/** The page of a session in this state. */
async function page(view: CheckoutView, query = '', headers: Record<string, string> = {}) {
  return get(`/checkout/${sessions.put(view)}${query}`, headers);
}

describe('whatever text a merchant uses as a name', () => {
  const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(2)>&lt;\u202Ecod`;

  test.for(Object.keys(states))('is shown as text, in every language: %s', async state => {
    const view = states[state]?.() ?? viewWith();
    const withNames: CheckoutView = {
      ...view,
      title: hostile,
      productName: hostile,
      choices: view.choices.map(choice => ({
        ...choice,
        currencyName: hostile,
        network: {
          ...choice.network,
          name: hostile,
          native: { code: choice.currency, name: hostile },
        },
      })),
      payment: view.payment && { ...view.payment, coin: { code: 'GROUP', name: hostile } },
      deposits: view.deposits.map(each => ({ ...each, networkName: hostile })),
    };
    for (const lang of languageTags) {
      for (const pay of ['', '&pay=ETH']) {
        const { status, text } = await page(withNames, `?lang=${lang}${pay}`);
        expect(status).toBe(200);
        expect(text.match(/<script/g)).toHaveLength(1);
        // Text inside an attribute's quotes is text too.
        const tags = text.replaceAll(/="[^"]*"/g, '');
        expect(tags.match(/<img|<[^>]*\sonerror/g)).toBeNull();
        expect(text).toContain('&#60;script&#62;alert(1)');
      }
    }
  });

  it('links lead to web pages only', async () => {
    const script = 'javascript:alert(1)';
    const { text } = await page({
      ...(states['completed']?.() ?? viewWith()),
      returnUrl: script,
      deposits: [{ ...deposit, transactionUrl: script }],
    });
    expect(text).not.toContain('javascript:');
  });

  it('direction marks in a title do not reorder the surrounding sentences', async () => {
    const { text } = await page(viewWith({ title: 'Shop\u202E\u2069' }));
    expect(text).toContain('Ask \u2068Shop\u2069.');
  });
});

describe('the answer', () => {
  it('allows only its own files, and is not framed, cached, indexed or sent as a referrer', async () => {
    const { status, headers } = await page(viewWith());
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex, nofollow',
    });
  });

  it('contains no inline script and no inline style', async () => {
    for (const make of Object.values(states)) {
      const { text } = await page(make());
      expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]* src=)/);
    }
  });

  it('is under 60 kB with all its files, and these are cached for ever', async () => {
    const views = Object.values(states).map(make => make());
    const pages = await Promise.all(views.map(async view => (await page(view, '?lang=ar&pay=ETH')).text));
    const [first = ''] = pages;
    const linked = [...first.matchAll(/(?:href|src)="(\/checkout\/assets\/[^"]+)"/g)].map(
      match => match[1] ?? '',
    );
    expect(linked).toHaveLength(2);
    const sizes = new Map<string, number>();
    for (let path = linked.pop(); path !== undefined; path = linked.pop()) {
      const { text, headers } = await get(path);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(path).toMatch(/\/[0-9a-f]{20}\.(css|js)$/);
      expect(headers.get('content-type')).toMatch(path.endsWith('css') ? /^text\/css/ : /^text\/javascript/);
      sizes.set(path, Buffer.byteLength(text));
      linked.push(
        ...[...text.matchAll(/ from '\.\/([^']+)'/g)].map(match => `/checkout/assets/${match[1] ?? ''}`),
      );
    }
    const largest = Math.max(...pages.map(text => Buffer.byteLength(text)));
    const files = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(sizes.size).toBeGreaterThan(3);
    expect(largest + files).toBeLessThan(60_000);
  });

  it('is logged and counted by its template, because a session id is a key', async () => {
    const id = sessions.put(viewWith());
    await get(`/checkout/${id}`);
    await get(`/checkout/${id}/status`);
    expect(api.logs.join('')).not.toContain(id);
    expect(api.logs.join('')).toContain('"route":"/checkout/{sessionId}"');
    expect((await get('/metrics')).text).not.toContain(id);
  });

  it('is 405 to any method but GET', async () => {
    const id = sessions.put(viewWith());
    const { status, headers } = await api.call('POST', `/checkout/${id}`, { key: null });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

describe('without a script', () => {
  it('the page reloads itself until there is nothing left to wait for', async () => {
    const refresh = '<noscript><meta http-equiv="refresh" content="15;url=?again=1"></noscript>';
    for (const state of ['choose', 'confirming', 'underpaid', 'ending', 'late']) {
      expect((await page(states[state]?.() ?? viewWith())).text).toContain(refresh);
    }
    for (const state of ['completed', 'expired', 'completedLate']) {
      expect((await page(states[state]?.() ?? viewWith())).text).not.toContain('http-equiv="refresh"');
    }
  });

  it('a choice is a link that keeps the language', async () => {
    const { text } = await page(viewWith(), '?lang=de');
    expect(text).toContain('href="?lang=de&#38;pay=USDT_BSC"');
    expect(text).not.toContain(address);
    expect((await page(viewWith(), '?lang=de&pay=USDT_BSC')).text).toContain(address);
  });

  it('a single way to pay is already chosen, and an unavailable way is not', async () => {
    expect((await page(viewWith({ choices: [tokenChoice] }))).text).toContain(address);
    expect((await page(viewWith(), '?pay=DOGE')).text).not.toContain(address);
  });

  it('the rest of a payment is asked for in the coin it began with; the other coins are links', async () => {
    const view = states['underpaid']?.() ?? viewWith();
    const { text } = await page(view);
    expect(text).toContain('Send <bdi class="money" dir="ltr">5.5 USDT</bdi>');
    expect(text).toContain('href="?pay="');
    expect((await page(view, '?pay=')).text).toContain('How do you want to pay?');
  });
});

describe('the page asks for money', () => {
  const asks = [
    'choose',
    'oneChoice',
    'networkDown',
    'payWithNetworkDown',
    'testMode',
    'partArriving',
    'underpaid',
    'twoParts',
    'tooSmall',
    'paidElsewhere',
    'support',
    'gone',
  ];

  test.for(Object.keys(states))('or does not: %s', async state => {
    const { text } = await page(states[state]?.() ?? viewWith(), '?pay=USDT_BSC');
    expect(text.includes('id="open-wallet"')).toBe(asks.includes(state));
  });

  it('not after the deadline, although the session is still open', async () => {
    const { text } = await page(viewWith({ expiresAt: new Date(Date.now() - 1).toISOString() }), '?pay=ETH');
    expect(text).not.toContain(address);
    expect(text).toContain('class="status ending');
  });
});

describe('a wallet link', () => {
  it('of a native coin names the receiver, the chain and the amount in wei', () => {
    expect(walletLink(address, nativeChoice)).toBe(`ethereum:${address}@1?value=8400000000000001`);
  });

  it('of a token names its contract, and the receiver as an argument', () => {
    expect(walletLink(address, tokenChoice)).toBe(
      `ethereum:0x55d398326f99059ff775485246999027b3197955@56/transfer?address=${address}&uint256=25500000000000000000`,
    );
  });
});

describe('the language of the page', () => {
  test.for<[query: string, accepts: string, lang: string, dir: string]>([
    ['', '', 'en', 'ltr'],
    ['', 'de-AT,de;q=0.9,en;q=0.5', 'de', 'ltr'],
    ['', 'fr-FR, ar;q=0.4', 'ar', 'rtl'],
    ['', 'fr', 'en', 'ltr'],
    ['?lang=es', 'de', 'es', 'ltr'],
    ['?lang=AR-eg', 'de', 'ar', 'rtl'],
    ['?lang=xx', 'de', 'de', 'ltr'],
    ['?lang=es&lang=de', '', 'en', 'ltr'],
  ])('%j with %j is %s', async ([query, accepts, lang, dir]) => {
    const { text, headers } = await page(viewWith(), query, { 'accept-language': accepts });
    expect(text).toContain(`<html lang="${lang}" dir="${dir}">`);
    expect(headers.get('content-language')).toBe(lang);
  });

  it('never reverses an amount or an address', async () => {
    const { text } = await page(viewWith({ choices: [tokenChoice] }), '?lang=ar');
    expect(text).toContain('<bdi class="money" dir="ltr">25.5 USDT</bdi>');
    expect(text).toContain(`<bdi class="address" dir="ltr">${address}</bdi>`);
  });
});

describe('a session that does not exist', () => {
  it('is a page that says so, and a problem document for programs', async () => {
    for (const id of [newId('ses'), 'nonsense', 'ses_../x', '%00']) {
      const { status, text, headers } = await get(`/checkout/${encodeURIComponent(id)}?lang=es`);
      expect(status).toBe(404);
      expect(text).toContain('Este pago no existe');
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    for (const part of ['status', 'stream']) {
      const { status, body, headers } = await get(`/checkout/${newId('ses')}/${part}`);
      expect([status, body.code]).toEqual([404, 'session_not_found']);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  it('may be requested ten times at once by one client, while others and known sessions are served', async () => {
    const known = sessions.put(viewWith());
    const guess = async () => get(`/checkout/${newId('ses')}/status`);
    for (let n = 0; n < 10; n++) expect((await guess()).status).toBe(404);
    const refused = await guess();
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3);
    const html = await get(`/checkout/${newId('ses')}`);
    expect(html.status).toBe(429);
    expect(html.text).toContain('Too many attempts');
    expect((await get(`/checkout/${known}`)).status).toBe(200);
    client += 1;
    expect((await guess()).status).toBe(404);
  });

  it('counts for a whole IPv6 network', async () => {
    const guess = async (host: string) =>
      get(`/checkout/${newId('ses')}/status`, { 'x-forwarded-for': `2001:db8:0:${String(client)}::${host}` });
    for (let n = 1; n <= 10; n++) expect((await guess(String(n))).status).toBe(404);
    expect((await guess('ffff')).status).toBe(429);
  });
});

describe('the state as JSON', () => {
  it('is the view, never cached', async () => {
    const view = viewWith({ payment, deposits: [deposit] });
    const { status, text, headers } = await get(`/checkout/${sessions.put(view)}/status`);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual(view);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

it('without a trusted proxy, a client cannot choose its address', async () => {
  const direct = await startApi({ checkout: sessions });
  const statuses = [];
  for (let n = 0; n <= 10; n++) {
    const headers = { 'x-forwarded-for': `198.51.100.${String(n)}` };
    const { status } = await direct.call('GET', `/checkout/${newId('ses')}/status`, { key: null, headers });
    statuses.push(status);
  }
  expect(statuses.at(-1)).toBe(429);
  await direct.stop();
});

it('there are two codes: the address, which explains why it has no amount, and the request with network and amount', async () => {
  for (const tag of languageTags) {
    const { text } = await page(viewWith(), `?pay=USDT_BSC&lang=${tag}`);
    const { qrLabel, requestLabel, scanWhy, scanRequest } = languages[tag].messages;
    for (const explanation of [scanWhy, scanRequest]) expect(text).toContain(explanation);
    for (const label of [qrLabel, requestLabel]) expect(text).toContain(`role="img" aria-label="${label}"`);
  }
});

it('a payment that was completed too late is not celebrated: its payer is sent to the merchant', async () => {
  const late = await page(states['completedLate']?.() ?? viewWith());
  for (const text of [
    'Your payment came late',
    'was credited to you',
    'Please ask \u2068Northwind Coffee\u2069',
  ]) {
    expect(late.text).toContain(text);
  }
  expect(late.text).not.toContain('Payment complete');
  expect(late.text).toContain('class="status late warn"');
  const inTime = await page(states['completed']?.() ?? viewWith());
  expect(inTime.text).toContain('class="status completed good"');
  expect(inTime.text).not.toContain('Please ask');
});

it('the amount is shown in every state', async () => {
  for (const [name, make] of Object.entries(states)) {
    const { text } = await page(make());
    expect(text, name).toMatch(
      /class="total"><span>[^<]+<\/span> <strong><bdi class="money" dir="ltr">[0-9.]+ [A-Z]+</,
    );
  }
});

describe('the coin that a page asks for is recorded', () => {
  const get = async (
    view: CheckoutView,
    query: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ) => {
    const id = sessions.put(view);
    const before = sessions.chosen.length;
    const { status } = await api.call(method, `/checkout/${id}${query}`, { key: null, headers });
    expect(status).toBe(200);
    return sessions.chosen.slice(before).map(noted => noted.replace(`${id} `, ''));
  };

  it('if its payer chose a coin, or if there is only one', async () => {
    expect(await get(viewWith(), '')).toEqual([]);
    expect(await get(viewWith(), '?pay=ETH')).toEqual(['ETH']);
    expect(await get(viewWith(), '?pay=USDT_BSC&lang=ar')).toEqual(['USDT_BSC']);
    expect(await get(viewWith(), '?pay=DOGE')).toEqual([]);
    expect(await get(viewWith({ choices: [nativeChoice] }), '')).toEqual(['ETH']);
  });

  it('but not if the page reloads itself, is prefetched, or asks for nothing', async () => {
    expect(await get(viewWith(), '?pay=ETH', { 'Purser-Again': '1' })).toEqual([]);
    expect(await get(viewWith(), '?pay=ETH&again=1')).toEqual([]);
    expect(await get(viewWith(), '?pay=ETH', { 'Sec-Purpose': 'prefetch;prerender' })).toEqual([]);
    expect(await get(viewWith(), '?pay=ETH', {}, 'HEAD')).toEqual([]);
    for (const name of ['confirming', 'completed', 'failed', 'ending', 'expired']) {
      expect(await get(states[name]?.() ?? viewWith(), '?pay=USDT_BSC'), name).toEqual([]);
    }
  });

  it('also without a script, when the self-reloading page says so', async () => {
    const id = sessions.put(viewWith());
    const { text } = await api.call('GET', `/checkout/${id}?pay=ETH&lang=de`, { key: null });
    expect(text).toContain('content="15;url=?lang=de&#38;pay=ETH&#38;again=1"');
  });

  it('and the page is shown even if recording fails', async () => {
    const broken = await startApi({
      checkout: {
        load: sessions.load,
        recordChoice: () => Promise.reject(new Error('no')),
        findLogo: sessions.findLogo,
        stamp: sessions.stamp,
      },
    });
    const id = sessions.put(viewWith());
    const { status } = await broken.call('GET', `/checkout/${id}?pay=ETH`, { key: null });
    expect(status).toBe(200);
    expect(broken.logs.join('')).toContain('could not be saved');
    await broken.stop();
  });
});

it('a page whose data cannot be read says that money is safe, and the error is logged', async () => {
  const broken = await startApi({
    checkout: {
      load: () => Promise.reject(new Error('broken')),
      recordChoice: sessions.recordChoice,
      findLogo: sessions.findLogo,
      stamp: sessions.stamp,
    },
  });
  const { status, text } = await broken.call('GET', `/checkout/${newId('ses')}`, { key: null });
  expect(status).toBe(500);
  expect(text).toContain('Money that you have sent is safe.');
  expect(broken.logs.join('')).toContain('"code":"internal"');
  await broken.stop();
});
