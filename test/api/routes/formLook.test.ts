import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Reply, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

// What a form adds to the checkout page: the merchant's text and picture, on a page that asks for money.

const form = {
  title: 'Top up',
  coins: ['ETH'],
  receiver: '0x52908400098527886E0F7030069857D2E4169EE7',
};
const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const jpeg = Buffer.from('\xff\xd8\xff\xe0', 'latin1');
const webp = Buffer.from('RIFF\x04\x00\x00\x00WEBPVP8 ', 'latin1');
const dataUrl = (type: string, body: Buffer): string =>
  `data:image/${type};base64,${body.toString('base64')}`;
const filled = (begin: Buffer, size: number): Buffer => Buffer.concat([begin], size);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const post = (path: string, body: object): Promise<Reply> => api.call('POST', path, { body });
const pageOf = async (formId: string, query = ''): Promise<string> => {
  const { body } = await post('/v1/sessions', { formId, customer: { id: 'payer' }, price: { ETH: '1' } });
  return (await api.call('GET', `/checkout/${String(body['sessionId'])}${query}`, { key: null })).text;
};

describe('the look of a form', () => {
  it('is saved, shown, changed and cleared', async () => {
    const look = {
      supportUrl: 'https://shop.example/help?a=1&b=2',
      supportEmail: 'help@shop.example',
      accentColor: '#7A1F5C',
      logo: dataUrl('png', png),
    };
    const made = await post('/v1/forms', { ...form, ...look });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...look, accentColor: '#7a1f5c', logo: expect.any(String) as string });
    const page = await pageOf(made.body.id);
    expect(page).toContain('href="https://shop.example/help?a=1&#38;b=2"');
    expect(page).toContain('href="mailto:help@shop.example"');
    expect(page).toContain('<link rel="stylesheet" href="/checkout/accents/7a1f5c.css">');
    const { pathname } = new URL(String(made.body['logo']));
    expect(page).toContain(`<img class="logo" src="${pathname}" alt="">`);
    const updated = await post(`/v1/forms/${made.body.id}`, { title: 'Other' });
    expect(updated.body).toEqual({ ...made.body, title: 'Other' });
    const other = await post(`/v1/forms/${made.body.id}`, { logo: dataUrl('jpeg', jpeg) });
    expect(other.body['logo']).toMatch(/\.jpeg$/);
    expect((await api.call('GET', pathname, { key: null })).status).toBe(404);
    const none = { supportUrl: null, supportEmail: null, accentColor: null, logo: null };
    const cleared = await post(`/v1/forms/${made.body.id}`, none);
    expect(cleared.body).toMatchObject(none);
    expect(await api.rows`select from form_logos where form_id = ${made.body.id}`).toEqual([]);
    expect(await pageOf(made.body.id)).not.toMatch(/class="logo"|mailto:|accents|id="support-page"/);
  });

  test.for([
    ['png', png],
    ['jpeg', jpeg],
    ['webp', webp],
  ] as const)('has a picture that we serve as %s, and as nothing else', async ([type, begin]) => {
    const body = filled(begin, 65_536);
    const made = await post('/v1/forms', { ...form, logo: dataUrl(type, body) });
    expect(made.status).toBe(201);
    const response = await fetch(`${api.url}${new URL(String(made.body['logo'])).pathname}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(`image/${type}`);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  });

  test.for([
    ['a picture that is too large', { logo: dataUrl('png', filled(png, 65_537)) }, 'invalid_request', 'logo'],
    [
      'an SVG',
      { logo: dataUrl('svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')) },
      'invalid_request',
      'logo',
    ],
    ['an SVG by another name', { logo: dataUrl('png', Buffer.from('<svg/>')) }, 'invalid_request', 'logo'],
    ['a JPEG as PNG', { logo: dataUrl('png', jpeg) }, 'invalid_request', 'logo'],
    ['an empty picture', { logo: 'data:image/png;base64,' }, 'invalid_request', 'logo'],
    ['half a base64', { logo: `${dataUrl('png', png)}A` }, 'invalid_request', 'logo'],
    ['a picture elsewhere', { logo: 'https://tracker.example/logo.png' }, 'invalid_request', 'logo'],
    ['a pale colour', { accentColor: '#ffd800' }, 'invalid_request', 'accentColor'],
    ['a colour that is none', { accentColor: 'red' }, 'invalid_request', 'accentColor'],
    ['styles as colour', { accentColor: '#0;}a{' }, 'invalid_request', 'accentColor'],
    ['plain http', { supportUrl: 'http://shop.example/' }, 'url_not_allowed', 'supportUrl'],
    ['a script', { supportUrl: 'javascript:alert(1)' }, 'url_not_allowed', 'supportUrl'],
    ['a password', { supportUrl: 'https://u:p@shop.example/' }, 'url_not_allowed', 'supportUrl'],
    ['what is no URL', { supportUrl: '/help' }, 'url_not_allowed', 'supportUrl'],
    ['what is no address', { supportEmail: 'help' }, 'invalid_request', 'supportEmail'],
    ['a list of addresses', { supportEmail: 'a@b.example,c@d.example' }, 'invalid_request', 'supportEmail'],
  ] as const)('with %s is refused', async ([, wrong, code, field]) => {
    const known = await post('/v1/forms', form);
    for (const path of ['/v1/forms', `/v1/forms/${known.body.id}`]) {
      const reply = await post(path, path === '/v1/forms' ? { ...form, ...wrong } : wrong);
      expect([reply.status, reply.body.code]).toEqual([422, code]);
      expect(reply.text).toContain(`"field":"${field}"`);
    }
  });

  it('has a style sheet for its accent only, and for no unreadable colour', async () => {
    const response = await fetch(`${api.url}/checkout/accents/7a1f5c.css`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(await response.text()).toContain('--accent:#7a1f5c');
    for (const file of ['ffd800.css', '7A1F5C.css', '7a1f5c', '7a1f5c.css%0a', 'x;}.css']) {
      expect((await fetch(`${api.url}/checkout/accents/${file}`)).status, file).toBe(404);
    }
  });
});

it('the amount is shown in every state, and each language has its own words for it', async () => {
  const { body: made } = await post('/v1/forms', { ...form, coins: ['ETH', 'USD_MULTI_1'] });
  const price = { USD_MULTI_1: '15', ETH: '0.5' };
  const { body } = await post('/v1/sessions', { formId: made.id, customer: { id: 'payer' }, price });
  const path = `/checkout/${String(body['sessionId'])}`;
  const amounts = async (lang: string): Promise<string> => {
    const { text } = await api.call('GET', `${path}?lang=${lang}`, { key: null });
    expect(text).not.toMatch(/dollar|Dollar/);
    return /class="total">(.*?)<\/p>/.exec(text)?.[1] ?? '';
  };
  for (const lang of ['en', 'es', 'de', 'ar']) expect(await amounts(lang)).toMatch(/15 USD.*0\.5 ETH/);
  await api.rows`update sessions set status = 'expired', expires_at = now() - interval '1 hour' where id = ${body['sessionId']}`;
  for (const lang of ['en', 'es', 'de', 'ar']) expect(await amounts(lang)).toMatch(/15 USD.*0\.5 ETH/);
});
