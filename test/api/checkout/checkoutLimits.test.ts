import { afterEach, expect, it } from 'vitest';
import { newId } from '../../../domain/ids.ts';
import { viewWith } from './checkoutFixtures.ts';
import type { CheckoutServer } from './checkoutServer.ts';
import { startCheckoutServer } from './checkoutServer.ts';

let server: CheckoutServer;
afterEach(() => server.stop());

const get = (path: string): Promise<Response> => fetch(`${server.url}/checkout/${path}`);

it('a client that asks too often for an existing page is refused before anything is read, whatever it asks for', async () => {
  server = await startCheckoutServer({ reads: { atOnce: 3, perSecond: 1 / 60 } });
  const id = server.sessions.put(viewWith());
  // Reloads and streams are counted separately from opened pages, or a payer would not see that they paid.
  const allowed = [id, `${id}?pay=ETH`, id, `${id}?again=1`, `${id}/status`, `${id}?again=1`, `${id}/status`];
  for (const path of [...allowed, `${id}?again=1`, `${id}/status`]) {
    expect([(await get(path)).status, path]).toEqual([200, path]);
  }
  const read = server.sessions.loads;
  for (const path of [id, `${id}?again=1`, `${id}/status`, `${id}/stream`, `logos/${'0'.repeat(64)}.png`]) {
    const { status, headers } = await get(path);
    expect([status, path]).toEqual([429, path]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50);
  }
  expect(server.sessions.loads).toBe(read);
  const again = await fetch(`${server.url}/checkout/${id}`, { headers: { 'Purser-Again': '1' } });
  expect(again.status).toBe(429);
  // What is in memory needs no database.
  expect((await get('accents/3366cc.css')).status).not.toBe(429);
});

it('a page that learns of a change reloads itself, however many clients open and watch pages', async () => {
  server = await startCheckoutServer({ reads: { atOnce: 3, perSecond: 1 / 60 } });
  const id = server.sessions.put(viewWith());
  for (const path of [id, `${id}/status`]) {
    const statuses = (await Promise.all(Array.from({ length: 9 }, () => get(path)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter(status => status === 429)).toHaveLength(6);
  }
  const again = await fetch(`${server.url}/checkout/${id}`, { headers: { 'Purser-Again': '1' } });
  expect(again.status).toBe(200);
});

it('a page that is refused asks again by itself; a page that does not exist does not', async () => {
  server = await startCheckoutServer({ reads: { atOnce: 1, perSecond: 1 / 60 } });
  const id = server.sessions.put(viewWith());
  expect((await get(id)).status).toBe(200);
  const refused = await get(`${id}?pay=ETH`);
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(50);
  // The unchanged address, and not in a noscript element: the notice has no script.
  expect(await refused.text()).toContain(`\n<meta http-equiv="refresh" content="${String(seconds)}"></head>`);
  const missing = await get(`${newId('ses')}?again=1`);
  expect(missing.status).toBe(404);
  expect(await missing.text()).not.toContain('http-equiv="refresh"');
});

it('a family behind one address opens forty pages at once, with their state and stream', async () => {
  server = await startCheckoutServer({ limits: { perClient: 40 } });
  const ids = Array.from({ length: 40 }, () => server.sessions.put(viewWith()));
  const asked = ids.flatMap(id => [id, `${id}/status`, `${id}/stream`]);
  const statuses = (await Promise.all(asked.map(get))).map(({ status }) => status);
  expect(statuses).toEqual(asked.map(() => 200));
});

it('at most two reads of one session run at a time, however many ask for it', async () => {
  server = await startCheckoutServer();
  const { sessions } = server;
  const id = sessions.put(viewWith());
  const first = sessions.holdNextLoad();
  const answers = [get(`${id}/status`)];
  await first.held;
  const second = sessions.holdNextLoad();
  answers.push(get(`${id}/status`));
  await second.held;
  answers.push(...Array.from({ length: 80 }, () => get(`${id}/status`)));
  await expect.poll(() => server.open()).toBe(82);
  expect(sessions.loads).toBe(2);
  second.release();
  first.release();
  for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
  expect(sessions.loads).toBeLessThanOrEqual(4);
});
