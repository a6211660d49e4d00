import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RescanState } from '../../../api/deps.ts';
import type { RescanInput } from '../../../domain/scanning/messages.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

const txHash = `0x${'ab'.repeat(32)}`;
let api: TestApi;
let state: RescanState | undefined;
let runs: RescanInput[] = [];

beforeAll(async () => {
  api = await startApi({
    rescans: {
      run: input => {
        runs.push(input);
        return Promise.resolve(state ?? { status: 'running' });
      },
      find: () => Promise.resolve(state),
    },
  });
  await api.rows`
    insert into chain_cursors (chain_id, network, height, hash)
    values (31337, 'ETHEREUM', 20000, ${`0x${'b'.repeat(64)}`})`;
});
afterAll(() => api.stop());
beforeEach(() => {
  runs = [];
  state = undefined;
});
const rescan = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('POST', '/v1/rescans', { body, headers });

test('blocks are read again: the answer has the result, or says that the rescan still runs', async () => {
  state = { status: 'completed', from: 1, to: 100, found: 2 };
  const done = await rescan({ chainId: 31337, fromBlock: 1, toBlock: 100 });
  expect(done.status).toBe(202);
  expect(done.body).toEqual({
    id: 'ETHEREUM:1-100',
    network: 'ETHEREUM',
    chainId: 31337,
    transactionHash: null,
    fromBlock: 1,
    toBlock: 100,
    status: 'completed',
    blocks: 100,
    found: 2,
    code: null,
    reason: null,
  });
  state = undefined;
  const running = await rescan({ chainId: 31337, transactionHash: `0x${'AB'.repeat(32)}` });
  expect(running.body).toMatchObject({
    id: `ETHEREUM:${txHash}`,
    status: 'running',
    transactionHash: txHash,
    fromBlock: null,
    blocks: null,
    found: null,
  });
  expect(runs).toEqual([
    { network: 'ETHEREUM', from: 1, to: 100 },
    { network: 'ETHEREUM', txHash },
  ]);
});

test('a rescan is found by its id, until Temporal forgets it', async () => {
  const get = (id: string) => api.call('GET', `/v1/rescans/${id}`);
  for (const id of ['ETHEREUM:1-100', 'ETHEREUM', 'NOWHERE:1-2', 'ETHEREUM:1-2:3', 'x']) {
    expect((await get(id)).body).toMatchObject({ status: 404, code: 'rescan_not_found' });
  }
  state = { status: 'completed', from: 7, to: 7, found: 0 };
  expect((await get(`ETHEREUM:${txHash}`)).body).toMatchObject({
    status: 'completed',
    fromBlock: 7,
    toBlock: 7,
    blocks: 1,
    found: 0,
  });
  state = { status: 'failed', code: 'wrong_chain' };
  expect((await get('ETHEREUM:1-100')).body).toMatchObject({ status: 'failed', code: 'wrong_chain' });
  state = { status: 'running', reason: 'ETHEREUM#1: debug_traceBlockByHash: no answer' };
  expect((await get('ETHEREUM:1-100')).body).toMatchObject({
    status: 'running',
    reason: 'ETHEREUM#1: debug_traceBlockByHash: no answer',
  });
});

test('the same key returns the saved answer, and starts nothing', async () => {
  const key = { 'idempotency-key': 'rescan-1' };
  state = { status: 'completed', from: 1, to: 2, found: 1 };
  const first = await rescan({ chainId: 31337, fromBlock: 1, toBlock: 2 }, key);
  state = { status: 'completed', from: 1, to: 2, found: 0 };
  const again = await rescan({ toBlock: 2, fromBlock: 1, chainId: 31337 }, key);
  expect(again.text).toBe(first.text);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(runs).toHaveLength(1);
  expect((await rescan({ chainId: 31337, fromBlock: 1, toBlock: 3 }, key)).body).toMatchObject({
    status: 422,
    code: 'idempotency_key_reused',
  });
  expect(runs).toHaveLength(1);
});

test('two simultaneous calls with one key get the same answer', async () => {
  const key = { 'idempotency-key': 'twins' };
  const replies = await Promise.all(
    [1, 2, 3, 4].map(() => rescan({ chainId: 31337, fromBlock: 5, toBlock: 6 }, key)),
  );
  expect(new Set(replies.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
  expect(await api.rows`select status from idempotency_keys where key = 'twins'`).toEqual([{ status: 202 }]);
});

test('input that names no scanned blocks, or too many, is refused', async () => {
  const cases = [
    [{ chainId: 31337 }, 'fromBlock'],
    [{ chainId: 31337, fromBlock: 1 }, 'toBlock'],
    [{ chainId: 31337, fromBlock: 2, toBlock: 1 }, 'toBlock'],
    [{ chainId: 31337, fromBlock: 1, toBlock: 10_001 }, 'toBlock'],
    [{ chainId: 31337, fromBlock: 20_000, toBlock: 20_001 }, 'toBlock'],
    [{ chainId: 31337, fromBlock: 1, toBlock: 2, transactionHash: txHash }, 'transactionHash'],
    [{ chainId: 31337, transactionHash: '0x12' }, 'transactionHash'],
    [{ chainId: '31337', fromBlock: 1, toBlock: 2 }, 'chainId'],
    [{ chainId: 31337, fromBlock: -1, toBlock: 2 }, 'fromBlock'],
    // A chain that was not started has nothing to read again.
    [{ chainId: 31339, fromBlock: 0, toBlock: 0 }, 'toBlock'],
  ] as const;
  for (const [body, field] of cases) {
    const reply = await rescan(body);
    expect([reply.status, reply.body.errors.map(error => error.field)]).toEqual([422, [field]]);
  }
  expect(runs).toEqual([]);
  expect((await rescan({ chainId: 31337, fromBlock: 1, toBlock: 10_000 })).status).toBe(202);
});

test('an unknown network or transaction is 404, an unreadable one is 503, and the call needs an admin', async () => {
  expect((await rescan({ chainId: 1, fromBlock: 1, toBlock: 2 })).body).toMatchObject({
    status: 404,
    code: 'network_not_found',
  });
  state = { status: 'failed', code: 'transaction_not_found' };
  expect((await rescan({ chainId: 31337, transactionHash: txHash })).body).toMatchObject({
    status: 404,
    code: 'transaction_not_found',
  });
  state = { status: 'failed', code: 'wrong_chain' };
  expect((await rescan({ chainId: 31337, transactionHash: txHash })).body).toMatchObject({
    status: 503,
    code: 'temporarily_unavailable',
  });
  const { body } = await api.call('POST', '/v1/rescans', {
    key: api.merchant.keys.write,
    body: { chainId: 31337, fromBlock: 1, toBlock: 2 },
  });
  expect(body).toMatchObject({ status: 403, code: 'insufficient_scope' });
});
