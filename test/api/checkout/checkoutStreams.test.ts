import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { CheckoutView } from '../../../api/checkout/view.ts';
import { newId } from '../../../domain/ids.ts';
import { states, viewWith } from './checkoutFixtures.ts';
import type { CheckoutServer } from './checkoutServer.ts';
import { startCheckoutServer } from './checkoutServer.ts';

let server: CheckoutServer;
afterEach(() => server.stop());

/** An open stream, read message by message. */
class Reader {
  readonly response: IncomingMessage;
  #text = '';
  #ended = false;
  #wake = (): void => {};

  constructor(response: IncomingMessage) {
    this.response = response;
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      this.#text += chunk;
      this.#wake();
    });
    response.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** The next message; undefined at the end. */
  async next(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const message = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return message;
      }
      if (this.#ended) return undefined;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  /** The view in the next message. */
  async view(): Promise<CheckoutView> {
    const message = (await this.next()) ?? '';
    expect(message).toMatch(/^data: /);
    return JSON.parse(message.slice(6)) as CheckoutView;
  }

  close(): void {
    this.response.destroy();
  }
}

function openStream(id: string, method = 'GET'): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}/checkout/${id}/stream`, { method, agent: false }, response => {
      resolve(new Reader(response));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('a stream', () => {
  it('sends the state at once, and a change within a second', async () => {
    server = await startCheckoutServer();
    const view = viewWith();
    const stream = await openStream(server.sessions.put(view));
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    expect(await stream.view()).toEqual(view);
    const began = performance.now();
    server.sessions.put({ ...view, status: 'processing' });
    expect((await stream.view()).status).toBe('processing');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('gets no repeated state, and is not read for it', async () => {
    server = await startCheckoutServer({ limits: { lookMs: 10 } });
    const view = viewWith();
    const stream = await openStream(server.sessions.put(view));
    await stream.view();
    await untilLooked(5);
    // For the answer itself, and once with the first fingerprint.
    expect(server.sessions.loads).toBe(2);
    server.sessions.put(view);
    await untilLooked(5);
    expect(server.sessions.loads).toBe(3);
    server.sessions.put({ ...view, title: 'Another' });
    expect((await stream.view()).title).toBe('Another');
  });

  it('reports what happened while it was opened, although other streams reported it before', async () => {
    server = await startCheckoutServer({ limits: { lookMs: 10 } });
    const view = viewWith();
    const id = server.sessions.put(view);
    const first = await openStream(id);
    await first.view();
    // The second stream's view is read before the change, and returned after the first stream has sent it.
    await untilLooked(2);
    const { held, release } = server.sessions.holdNextLoad();
    const opening = openStream(id);
    await held;
    server.sessions.put({ ...view, status: 'processing' });
    expect((await first.view()).status).toBe('processing');
    release();
    const second = await opening;
    expect((await second.view()).status).toBe('open');
    expect((await second.view()).status).toBe('processing');
  });

  it('ends after it reported the end of the session', async () => {
    server = await startCheckoutServer();
    const view = viewWith();
    const id = server.sessions.put(view);
    const stream = await openStream(id);
    await stream.view();
    server.sessions.put({ ...(states['completed']?.() ?? view), sessionId: id });
    expect((await stream.view()).status).toBe('completed');
    expect(await stream.next()).toBe('event: over\ndata: {}');
    expect(await stream.next()).toBeUndefined();
  });

  it('stays open for money that is on its way to an expired session', async () => {
    server = await startCheckoutServer();
    const view = states['late']?.() ?? viewWith();
    const stream = await openStream(server.sessions.put(view));
    await stream.view();
    server.sessions.put({ ...view, deposits: view.deposits.map(each => ({ ...each, stage: 'credited' })) });
    expect((await stream.view()).deposits[0]?.stage).toBe('credited');
    expect(await stream.next()).toBe('event: over\ndata: {}');
  });

  it('sends a sign of life while nothing happens', async () => {
    server = await startCheckoutServer({ limits: { beatMs: 20 } });
    const stream = await openStream(server.sessions.put(viewWith()));
    await stream.view();
    expect(await stream.next()).toBe(':');
  });

  it('survives a failed look', async () => {
    server = await startCheckoutServer({ limits: { lookMs: 10 } });
    const view = viewWith();
    const stream = await openStream(server.sessions.put(view));
    await stream.view();
    server.sessions.failing = true;
    await untilLooked(3);
    server.sessions.put({ ...view, status: 'processing' });
    await untilLooked(3);
    server.sessions.failing = false;
    expect((await stream.view()).status).toBe('processing');
  });

  it('requested with HEAD has headers only', async () => {
    server = await startCheckoutServer();
    const stream = await openStream(server.sessions.put(viewWith()), 'HEAD');
    expect(stream.response.statusCode).toBe(200);
    expect(await stream.next()).toBeUndefined();
  });
});

describe('open streams', () => {
  it('of many sessions are checked by one statement at a time, and by none when all are closed', async () => {
    server = await startCheckoutServer({ limits: { lookMs: 20 } });
    const ids = [1, 2, 3].map(() => server.sessions.put(viewWith()));
    const streams = await Promise.all([...ids, ...ids].map(id => openStream(id)));
    await untilLooked(2);
    expect(server.sessions.looks.at(-1)?.toSorted()).toEqual(ids.toSorted());
    for (const stream of streams) stream.close();
    await expect.poll(() => server.open()).toBe(0);
    const looks = server.sessions.looks.length;
    const reopened = await openStream(ids[0] ?? '');
    await untilLooked(1);
    expect(server.sessions.looks[looks]).toEqual([ids[0]]);
    reopened.close();
  });

  it('of one client are limited, and closing one frees a place', async () => {
    server = await startCheckoutServer({ limits: { perClient: 2 } });
    const id = server.sessions.put(viewWith());
    const all = await Promise.all([1, 2, 3, 4].map(() => openStream(id)));
    const statuses = all.map(({ response }) => response.statusCode);
    expect(statuses.filter(status => status === 200)).toHaveLength(2);
    expect(statuses.filter(status => status === 429)).toHaveLength(2);
    all.find(({ response }) => response.statusCode === 200)?.close();
    await expect.poll(async () => (await openStream(id)).response.statusCode).toBe(200);
  });

  it('of all clients are limited', async () => {
    server = await startCheckoutServer({ limits: { total: 1 } });
    const id = server.sessions.put(viewWith());
    expect((await openStream(id)).response.statusCode).toBe(200);
    const { response } = await openStream(id);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
  });

  it('end when the process stops, and no new stream begins', async () => {
    const stopping = new AbortController();
    server = await startCheckoutServer({ stopping: stopping.signal });
    const id = server.sessions.put(viewWith());
    const stream = await openStream(id);
    await stream.view();
    stopping.abort();
    expect(await stream.next()).toBeUndefined();
    expect((await openStream(id)).response.statusCode).toBe(503);
  });

  it('of a client that does not read are cut', async () => {
    server = await startCheckoutServer({ limits: { lookMs: 5 } });
    const view = viewWith();
    const id = server.sessions.put(view);
    const stream = await openStream(id);
    stream.response.pause();
    let size = 0;
    await expect
      .poll(
        () => {
          size += 1;
          server.sessions.put({ ...view, title: String(size).repeat(200_000) });
          return server.open();
        },
        { interval: 10, timeout: 10_000 },
      )
      .toBe(0);
  });
});

it('a stream of a session that does not exist is a problem document', async () => {
  server = await startCheckoutServer();
  const { response } = await openStream(newId('ses'));
  expect(response.statusCode).toBe(404);
});

/** Waits for so many further looks at changes. */
async function untilLooked(more: number): Promise<void> {
  const { looks } = server.sessions;
  const wanted = looks.length + more;
  await expect.poll(() => looks.length, { interval: 5 }).toBeGreaterThanOrEqual(wanted);
}
