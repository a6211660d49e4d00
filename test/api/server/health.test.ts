import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('a stopped chain is down with its reason until it is resumed; others are unaffected', async () => {
  await api.rows`
    insert into chain_cursors (chain_id, network, caught_up_at, stopped_code, stopped_detail, stopped_at)
    values (31337, 'ETHEREUM', now(), null, null, null),
      (31339, 'POLYGON', now(), 'chain_disagreement', 'POLYGON#2 at http://secret', now())`;
  const stopped = await api.call('GET', '/readyz', { key: null });
  expect(stopped).toMatchObject({
    status: 503,
    body: {
      down: ['scanner:POLYGON'],
      parts: {
        'scanner:ETHEREUM': { state: 'up' },
        'scanner:POLYGON': {
          state: 'down',
          reason: 'stopped until an operator resumes it: chain_disagreement',
        },
      },
    },
  });
  // The detail may name hosts: it is for operators only.
  expect(stopped.text).not.toContain('secret');
  expect(stopped.body).toMatchObject({
    parts: { 'scanner:POLYGON': { detail: 'POLYGON#2 at …' } },
  });
  await api.rows`update chain_cursors set stopped_code = null, stopped_detail = null, stopped_at = null`;
  expect(await api.call('GET', '/readyz', { key: null })).toMatchObject({ status: 200, body: { down: [] } });
});

test('a chain whose node does not advance is down; blocks that were not read in full are shown but block nothing', async () => {
  await api.rows`
    insert into blocks (chain_id, number, hash, parent_hash, mined_at)
    values (31337, 7, 'x', 'w', now() - interval '10 minutes')`;
  await api.rows`update chain_cursors set height = 7, hash = 'x', caught_up_at = now() where chain_id = 31337`;
  const standing = await api.call('GET', '/readyz', { key: null });
  expect(standing).toMatchObject({ status: 503, body: { down: ['scanner:ETHEREUM'] } });

  await api.rows`update blocks set mined_at = now()`;
  await api.rows`insert into chain_gaps (chain_id, from_block, to_block, mined_at, reason)
    values (31337, 3, 5, now(), 'historical state is not available')`;
  expect(await api.call('GET', '/readyz', { key: null })).toMatchObject({
    status: 200,
    body: {
      down: [],
      parts: { 'scanner:ETHEREUM': { state: 'up', gap: { from: 3, to: 5 } } },
    },
  });
});

test('a chain that forked below its final block says what following would take back', async () => {
  const fork = { deposits: 2, sums: { ETH: '1.5' }, newChain: { height: 9, hash: `0x${'7'.repeat(64)}` } };
  await api.rows`
    update chain_cursors set stopped_code = 'reorg_too_deep', stopped_detail = 'x', fork = ${JSON.stringify(fork)}::jsonb
    where chain_id = 31337`;
  expect((await api.call('GET', '/readyz', { key: null })).body).toMatchObject({
    down: ['scanner:ETHEREUM'],
    parts: { 'scanner:ETHEREUM': { state: 'down', fork } },
  });
});

test('an unreadable chain names the cause until its scanner is at the head again', async () => {
  const scanner = async () => {
    const { text } = await api.call('GET', '/readyz', { key: null });
    return (JSON.parse(text) as { parts: Record<string, unknown> }).parts['scanner:ETHEREUM'];
  };
  await api.rows`delete from chain_gaps`;
  await api.rows`
    update chain_cursors set stopped_code = null, stopped_detail = null, fork = null, caught_up_at = null,
      trouble_code = 'rpc_unavailable', trouble_at = now() - interval '12 seconds',
      trouble_detail = 'ETHEREUM#1: debug_traceBlockByHash was refused with -32601, see https://host.secret/key'
    where chain_id = 31337`;
  const trouble = {
    code: 'rpc_unavailable',
    detail: 'ETHEREUM#1: debug_traceBlockByHash was refused with -32601, see …',
    secondsAgo: 12,
  };
  expect(await scanner()).toMatchObject({ state: 'down', trouble });
  await api.rows`update chain_cursors set caught_up_at = now() - interval '10 minutes' where chain_id = 31337`;
  expect(await scanner()).toMatchObject({ state: 'down', trouble: { code: 'rpc_unavailable' } });
  // It has passed, and is not the current fault.
  await api.rows`update chain_cursors set trouble_at = now() - interval '11 minutes' where chain_id = 31337`;
  expect(await scanner()).toEqual({ state: 'down', reason: 'last at the head of its chain 600 s ago' });
  await api.rows`update chain_cursors set caught_up_at = now(), trouble_at = now() where chain_id = 31337`;
  expect(await scanner()).toEqual({ state: 'up' });
});

test('a chain that no worker ever claimed says so', async () => {
  await api.rows`delete from blocks where chain_id = 31339`;
  await api.rows`delete from chain_cursors where chain_id = 31339`;
  expect((await api.call('GET', '/readyz', { key: null })).body).toMatchObject({
    parts: { 'scanner:POLYGON': { state: 'down', reason: 'no worker has started to scan this network' } },
  });
});
