import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PurserError } from '../../../domain/errors.ts';
import { seedDeposit } from '../seedDeposit.ts';
import type { Lookups } from './lookups.ts';
import { mined, newHash, startLookups } from './lookups.ts';

let run: Lookups;
beforeAll(async () => {
  run = await startLookups();
});
afterAll(() => run.api.stop());
beforeEach(() => {
  run.chain = { place: 'unknown' };
});

test('if nothing concerns the account, one reason says why', async () => {
  const cases = [
    [{ place: 'unknown' }, 'not_found', 'not_found'],
    [{ place: 'pending', transfers: [] }, 'pending', 'pending'],
    [{ place: 'failed', blockNumber: 5 }, 'failed', 'failed'],
    [mined([]), 'found', 'other_recipient'],
  ] as const;
  for (const [found, status, reason] of cases) {
    run.chain = found;
    const seen = await run.lookUp(newHash());
    expect(seen).toMatchObject({ status, reason, transfers: [] });
    expect(seen['remedy']).toBeTypeOf('string');
  }
  expect(await run.lookUp(newHash(), run.api.merchant.keys.read, 137)).toMatchObject({
    network: null,
    status: 'unknown_network',
    reason: 'unknown_network',
  });
});

test('another account’s deposits look like a stranger’s', async () => {
  const id = await seedDeposit(run.api, { customerId: run.customerId });
  const hash = await run.hashOf(id);
  run.chain = mined([run.toPurse(), { kind: 'unlisted', purseId: run.purseId, contract: null, amount: '7' }]);
  const seen = await run.lookUp(hash, run.api.other.keys.admin);
  run.chain = mined([]);
  const { remedy } = await run.lookUp(newHash(), run.api.other.keys.admin);
  expect(seen).toEqual({
    transactionHash: hash,
    chainId: 31337,
    network: 'ETHEREUM',
    status: 'found',
    blockNumber: 100,
    transfers: [],
    reason: 'other_recipient',
    remedy,
  });
});

test('an invalid hash or chain id is named, and no chain is asked', async () => {
  const hash = newHash();
  const asked = run.asked.length;
  const cases = [
    ['', ['transactionHash', 'chainId']],
    [`?transactionHash=${hash}`, ['chainId']],
    [`?transactionHash=0x12&chainId=1`, ['transactionHash']],
    [`?transactionHash=${hash}&chainId=ETHEREUM`, ['chainId']],
    [`?transactionHash=${hash}&chainId=0`, ['chainId']],
    [`?transactionHash=${hash}&chainId=1&x=1`, ['x']],
  ] as const;
  for (const [query, fields] of cases) {
    const { status, body } = await run.api.call('GET', `/v1/transactions/lookup${query}`);
    expect([status, body.code]).toEqual([422, 'invalid_request']);
    expect(body.errors.map(error => error.field)).toEqual(fields);
  }
  expect(run.asked).toHaveLength(asked);
});

test('while no worker reads the chain, it is 503', async () => {
  run.chain = new PurserError('temporarily_unavailable');
  const { status, body, headers } = await run.api.call(
    'GET',
    `/v1/transactions/lookup?transactionHash=${newHash()}&chainId=31337`,
  );
  expect([status, body.code]).toEqual([503, 'temporarily_unavailable']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
});
