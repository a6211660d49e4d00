import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComplianceProvider } from '../../domain/deposits/compliance.ts';
import type { ScreeningOutcome } from '../../outbound/httpCompliance.ts';
import { createHttpCompliance } from '../../outbound/httpCompliance.ts';
import type { Behaviour, ProviderServer } from './providerServer.ts';
import { screeningRequest, startProviderServer } from './providerServer.ts';

let server: ProviderServer;
let http: ComplianceProvider;
let outcomes: ScreeningOutcome[];
beforeEach(async () => {
  server = await startProviderServer();
  outcomes = [];
  http = provider(server.url);
});
afterEach(() => {
  vi.useRealTimers();
  server.stop();
});

function provider(url: string, timeoutMs = 2000): ComplianceProvider {
  return createHttpCompliance({
    url,
    key: 'the-secret-key',
    timeoutMs,
    onCall: outcome => outcomes.push(outcome),
  });
}
const json = (body: unknown, status = 200): Behaviour => ({ status, body: JSON.stringify(body) });
const asked = screeningRequest();
const screen = (known: { reference: string } | null = null) => http.screen(asked, known);
const unavailable = { code: 'provider_unavailable', retryable: true };

describe('a provider that answers at once', () => {
  it('gets the deposit’s id as idempotency key, and its whole answer is saved', async () => {
    server.answers(json({ verdict: 'decline', score: 0.97, why: 'mixer' }));
    expect(await screen()).toEqual({
      verdict: 'decline',
      by: 'http',
      score: '0.97',
      raw: { transactionId: asked.transactionId, verdict: 'decline', score: 0.97, why: 'mixer' },
    });
    expect(server.seen).toHaveLength(1);
    const [request] = server.seen;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/screen',
      headers: {
        authorization: 'Bearer the-secret-key',
        'idempotency-key': asked.transactionId,
        'content-type': 'application/json',
      },
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      transactionId: asked.transactionId,
      customerId: asked.customerId,
      chainId: 31337,
      transactionHash: asked.transactionHash,
      from: asked.from,
      to: asked.to,
      currency: 'ETH',
      amount: '0.000000000000000005',
    });
  });

  it('keeps a textual score as it is, and a missing one as null', async () => {
    server.answers(json({ verdict: 'approve', score: 'A+' }), json({ verdict: 'approve' }));
    expect(await screen()).toMatchObject({ verdict: 'approve', score: 'A+' });
    expect(await screen()).toMatchObject({ verdict: 'approve', score: null });
  });

  it('leaves a deposit to a person if it wants a review', async () => {
    server.answers(json({ verdict: 'review', score: 50 }));
    expect(await screen()).toBeNull();
  });
});

describe('a provider that decides later', () => {
  it('names its case, and is asked by that from then on', async () => {
    server.answers(
      json({ id: 'case/1', verdict: 'pending' }, 202),
      json({ verdict: 'pending' }),
      json({ id: 'case/1', transactionId: asked.transactionId, verdict: 'approve' }),
    );
    expect(await screen()).toEqual({ pending: true, reference: 'case/1' });
    expect(await screen({ reference: 'case/1' })).toEqual({ pending: true, reference: 'case/1' });
    expect(await screen({ reference: 'case/1' })).toMatchObject({ verdict: 'approve', by: 'http' });
    expect(server.seen.map(({ method, path, body }) => [method, path, body === ''])).toEqual([
      ['POST', '/screen', false],
      ['GET', '/screen/case%2F1', true],
      ['GET', '/screen/case%2F1', true],
    ]);
    expect(server.seen[1]?.headers).toMatchObject({ authorization: 'Bearer the-secret-key' });
  });

  it('keeps the query of its URL', async () => {
    server.answers(json({ verdict: 'approve' }));
    http = provider(`${server.url}/?tenant=1`);
    await screen({ reference: 'c1' });
    expect(server.seen[0]?.path).toBe('/screen/c1?tenant=1');
  });

  it('gets the deposit again, under the same key, if it lost the case', async () => {
    server.answers({ status: 404 }, json({ id: 'c2', verdict: 'pending' }, 202));
    expect(await screen({ reference: 'c1' })).toEqual({ pending: true, reference: 'c2' });
    expect(server.seen[1]).toMatchObject({
      method: 'POST',
      headers: { 'idempotency-key': asked.transactionId },
    });
  });

  it('does not fail by not having decided: it may be asked any number of times', async () => {
    server.answers(json({ verdict: 'pending' }));
    for (let time = 0; time < 12; time += 1) await screen({ reference: 'c1' });
    expect(server.seen).toHaveLength(12);
    expect(outcomes).toEqual(Array(12).fill('pending'));
  });
});

describe('anything but a clear answer is no verdict', () => {
  const approve = '{"verdict":"approve"}';
  it.each<[what: string, behaviour: Behaviour]>([
    ['a refusal', { status: 401, body: approve }],
    ['a status nobody agreed on', { status: 201, body: approve }],
    ['no content', { status: 204 }],
    ['no such thing', { status: 404, body: approve }],
    ['no JSON', { status: 200, body: 'approve' }],
    ['nothing', { status: 200 }],
    ['a bare word', json('approve')],
    ['null', json(null)],
    ['a list', json([{ verdict: 'approve' }])],
    ['no verdict', json({ ok: true })],
    ['a verdict of another spelling', json({ verdict: 'APPROVE' })],
    ['a verdict and acceptance at once', json({ verdict: 'approve', id: 'c1' }, 202)],
    ['a case without a name', json({ verdict: 'pending' }, 202)],
    ['a case whose name climbs in the path', json({ verdict: 'pending', id: '../admin' }, 202)],
    ['a case whose name is no text', json({ verdict: 'pending', id: 7 }, 202)],
    [
      'a verdict about another deposit',
      json({ verdict: 'approve', transactionId: screeningRequest().transactionId }),
    ],
    ['a score that is no figure', json({ verdict: 'approve', score: { low: 1 } })],
    ['NUL in it', json({ verdict: 'approve', note: 'a\0b' })],
    ['half a character in it', { status: 200, body: '{"verdict":"approve","note":"\\ud83d"}' }],
    ['two verdicts', { status: 200, body: '{"verdict":"decline","verdict":"approve"}' }],
    [
      'Latin-1 in it',
      response => void response.end(Buffer.from('{"verdict":"approve","note":"\xe9"}', 'latin1')),
    ],
    [
      'a maze of brackets',
      { status: 200, body: `{"verdict":"approve","x":${'['.repeat(30_000)}${']'.repeat(30_000)}}` },
    ],
    ['more than 64 kB', json({ verdict: 'approve', note: 'x'.repeat(65_536) })],
    [
      'an answer without an end',
      response => {
        response.writeHead(200);
        const more = (): void => {
          if (!response.destroyed && response.write(' '.repeat(16_384))) setImmediate(more);
          else response.once('drain', more);
        };
        more();
      },
    ],
  ])('%s', async (_what, behaviour) => {
    server.answers(behaviour);
    await expect(screen()).rejects.toMatchObject(unavailable);
    expect(server.seen).toHaveLength(1);
    expect(outcomes).toEqual(['wrong']);
  });

  it.each([
    ['a verdict', 200, { verdict: 'approve' }],
    ['a decline', 200, { verdict: 'decline', score: 99 }],
    ['a case', 202, { verdict: 'pending', id: 'c1' }],
    ['a verdict by a case that was not asked for', 200, { verdict: 'approve', id: 'c1' }],
    ['a wish for a review', 200, { verdict: 'review' }],
    ['a verdict that names the deposit as null', 200, { verdict: 'approve', transactionId: null }],
    ['a verdict that names the deposit elsewhere', 200, { verdict: 'approve', data: asked }],
  ])('%s that does not name the given deposit', async (_what, status, body) => {
    const text = JSON.stringify(body, (_name, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    server.answers(response => response.writeHead(status).end(text));
    await expect(screen()).rejects.toMatchObject(unavailable);
    expect(outcomes).toEqual(['wrong']);
  });

  it('a verdict that names neither the deposit nor the case', async () => {
    server.answers(response => response.writeHead(200).end('{"verdict":"approve"}'));
    await expect(screen({ reference: 'c1' })).rejects.toMatchObject(unavailable);
    server.answers(response => response.writeHead(200).end('{"verdict":"approve","id":"c1"}'));
    expect(await screen({ reference: 'c1' })).toMatchObject({ verdict: 'approve' });
  });

  it('a verdict about another case', async () => {
    server.answers(json({ id: 'c2', verdict: 'approve' }));
    await expect(screen({ reference: 'c1' })).rejects.toMatchObject(unavailable);
  });

  it('a redirect, which is not followed', async () => {
    const other = await startProviderServer();
    other.answers(json({ verdict: 'approve' }));
    for (const status of [301, 302, 303, 307, 308]) {
      server.answers({ status, headers: { location: other.url } });
      await expect(screen()).rejects.toMatchObject(unavailable);
    }
    expect(other.seen).toEqual([]);
    other.stop();
  });

  it.each<[what: string, behaviour: Behaviour]>([
    ['silence', () => undefined],
    ['half an answer, and silence', response => response.writeHead(200).write('{"verdict":"approve"')],
  ])('%s, which is not waited for twice', async (_what, behaviour) => {
    server.answers(behaviour);
    http = provider(server.url, 200);
    await expect(screen()).rejects.toMatchObject(unavailable);
    expect(server.seen).toHaveLength(1);
    expect(outcomes).toEqual(['no_answer']);
  });

  it.each<[what: string, behaviour: Behaviour]>([
    ['an error', { status: 500, body: approve }],
    ['a connection that ends', response => response.destroy()],
    [
      'an answer that ends too early',
      response => {
        response.writeHead(200, { 'content-length': '100' });
        response.write(approve, () => response.destroy());
      },
    ],
  ])('%s, three times', async (_what, behaviour) => {
    server.answers(behaviour);
    await expect(screen()).rejects.toMatchObject(unavailable);
    expect(server.seen).toHaveLength(3);
    expect(outcomes).toEqual(['no_answer']);
  });

  it('no server', async () => {
    http = provider('http://127.0.0.1:1/');
    await expect(screen()).rejects.toMatchObject(unavailable);
  });

  it('and no error reveals the key, the address or the answer', async () => {
    server.answers(json({ verdict: 'no-such-verdict' }), response => response.destroy());
    for (let time = 0; time < 2; time += 1) {
      const error: unknown = await screen().catch((thrown: unknown) => thrown);
      expect(inspect(error, { depth: 10 })).not.toMatch(/the-secret-key|127\.0\.0\.1|no-such-verdict/);
    }
  });
});

describe('a failing provider', () => {
  it('is asked again at once, twice, if it fails, is overloaded, or hangs up', async () => {
    const good = json({ verdict: 'approve' });
    for (const trouble of [{ status: 503 }, { status: 429 }, (response => response.destroy()) as Behaviour]) {
      server.answers(trouble, trouble, good);
      expect(await screen()).toMatchObject({ verdict: 'approve' });
    }
    const keys = new Set(server.seen.map(({ headers }) => headers['idempotency-key']));
    expect([server.seen.length, keys.size]).toEqual([9, 1]);
  });

  it('is asked again after the second that it asks for', async () => {
    server.answers({ status: 429, headers: { 'retry-after': '1' } }, json({ verdict: 'approve' }));
    const started = performance.now();
    expect(await screen()).toMatchObject({ verdict: 'approve' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  });

  it('is not asked as long as it wishes, up to a minute', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    server.answers({ status: 503, headers: { 'retry-after': '3600' } }, json({ verdict: 'approve' }));
    await expect(screen()).rejects.toMatchObject(unavailable);
    vi.advanceTimersByTime(59_000);
    await expect(screen()).rejects.toMatchObject(unavailable);
    expect(server.seen).toHaveLength(1);
    vi.advanceTimersByTime(2000);
    expect(await screen()).toMatchObject({ verdict: 'approve' });
    expect(outcomes).toEqual(['no_answer', 'not_asked', 'verdict']);
  });

  it('is not asked for half a minute after five failures in a row, and then by one call only', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    server.answers({ status: 500 });
    for (let time = 0; time < 4; time += 1) await expect(screen()).rejects.toMatchObject(unavailable);
    expect(server.seen).toHaveLength(5);
    expect(outcomes).toEqual(['no_answer', 'not_asked', 'not_asked', 'not_asked']);

    vi.setSystemTime(Date.now() + 30_001);
    await Promise.all(Array.from({ length: 10 }, () => expect(screen()).rejects.toMatchObject(unavailable)));
    expect(server.seen).toHaveLength(6);

    vi.setSystemTime(Date.now() + 30_001);
    server.answers(json({ verdict: 'approve' }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => screen()));
    expect(answers).toEqual(Array(10).fill(expect.objectContaining({ verdict: 'approve' })));
  });

  it('is still asked while its answers arrive, however wrong they are', async () => {
    server.answers(json({ verdict: 'perhaps' }));
    for (let time = 0; time < 8; time += 1) await expect(screen()).rejects.toMatchObject(unavailable);
    expect(server.seen).toHaveLength(8);
  });
});
