import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import { seedCustomer, seedDeposit } from './seedDeposit.ts';
import type { TestApi } from './startApi.ts';
import { startApi } from './startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function scrape(of: TestApi = api): Promise<ReadonlyMap<string, number>> {
  const { status, text, headers } = await of.call('GET', '/metrics', { key: null });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

test('before a chain was begun nothing is claimed of it', async () => {
  expect(Object.fromEntries(await scrape())).toEqual({
    'purser_scanner_stopped{network="ETHEREUM",code=""}': 0,
    'purser_scanner_stopped{network="POLYGON",code=""}': 0,
    'purser_deposits_pending{status="MEM_POOL_FOUND"}': 0,
    'purser_deposits_pending{status="PENDING_COMPLIANCE_CHECK"}': 0,
    'purser_deposits_pending{status="DECLINED"}': 0,
  });
});

test('each scrape tells where the scanners stand, and of deposits that are not finished', async () => {
  await api.rows`
    insert into chain_cursors (chain_id, network, height, hash, head, final_height, caught_up_at, stopped_code)
    values (31337, 'ETHEREUM', 90, 'x', 100, 80, now() - interval '30 seconds', null),
      (31339, 'POLYGON', 5, 'x', 4, -1, null, 'wrong_chain')`;
  const customerId = await seedCustomer(api, 'measured');
  await seedDeposit(api, { customerId });
  await seedDeposit(api, { customerId });
  await seedDeposit(api, { customerId, status: 'MEM_POOL_FOUND', blockNumber: null });
  const metrics = await scrape();
  expect(Object.fromEntries(metrics)).toMatchObject({
    'purser_scanner_height{network="ETHEREUM"}': 90,
    'purser_scanner_head{network="ETHEREUM"}': 100,
    'purser_scanner_final_height{network="ETHEREUM"}': 80,
    'purser_scanner_lag_blocks{network="ETHEREUM"}': 10,
    'purser_scanner_stopped{network="ETHEREUM",code=""}': 0,
    'purser_scanner_lag_blocks{network="POLYGON"}': 0,
    'purser_scanner_stopped{network="POLYGON",code="wrong_chain"}': 1,
    'purser_deposits_pending{status="MEM_POOL_FOUND"}': 1,
    'purser_deposits_pending{status="PENDING_COMPLIANCE_CHECK"}': 2,
  });
  const age = metrics.get('purser_scanner_caught_up_seconds{network="ETHEREUM"}');
  expect(age).toBeGreaterThanOrEqual(30);
  expect(age).toBeLessThan(60);
  expect(metrics.has('purser_scanner_caught_up_seconds{network="POLYGON"}')).toBe(false);

  // What stopped it is not told any more once it goes on.
  await api.rows`update chain_cursors set stopped_code = null`;
  expect((await scrape()).has('purser_scanner_stopped{network="POLYGON",code="wrong_chain"}')).toBe(false);
});

test('two apps of one process have metrics of their own', async () => {
  const other = await startApi();
  expect((await scrape(other)).has('purser_scanner_height{network="ETHEREUM"}')).toBe(false);
  expect((await scrape()).get('purser_scanner_height{network="ETHEREUM"}')).toBe(90);
  await other.stop();
});

test('while Postgres is down it is 503', async () => {
  // Nothing listens there.
  const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1 });
  const down = await startApi({ db: () => nowhere });
  const { status, body } = await down.call('GET', '/metrics', { key: null });
  expect([status, body.code]).toEqual([503, 'temporarily_unavailable']);
  await down.stop();
  await nowhere.destroy();
});
