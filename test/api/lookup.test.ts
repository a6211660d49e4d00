import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TxHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import type { TransactionOnChain, TransferOnChain } from '../../domain/messages.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import { must } from '../db/world.ts';
import { seedCustomer, seedDeposit, seedPosting } from './seedDeposit.ts';
import type { JsonBody, TestApi } from './startApi.ts';
import { startApi } from './startApi.ts';

const blockHash = `0x${'b'.repeat(64)}`;
let api: TestApi;
let customerId: string;
let purseId: PurseId;
/** What the worker finds on the chain. */
let chain: TransactionOnChain | PurserError;
let lookups: TxHash[] = [];

beforeAll(async () => {
  api = await startApi({
    lookUpTransaction: (_network, txHash) => {
      lookups.push(txHash);
      return chain instanceof PurserError ? Promise.reject(chain) : Promise.resolve(chain);
    },
  });
  customerId = await seedCustomer(api, 'looker');
  const [row] = await api.rows`select id from purses where customer_id = ${customerId}`;
  purseId = must(parseId('pur', String(row?.['id'])));
  await api.rows`
    insert into chain_cursors (chain_id, network, height, hash) values (31337, 'ETHEREUM', 110, ${blockHash})`;
});
afterAll(() => api.stop());
beforeEach(() => {
  chain = { place: 'unknown' };
  lookups = [];
});

interface LookedUp extends JsonBody {
  readonly transfers: readonly JsonBody[];
}
const newHash = () => `0x${randomBytes(32).toString('hex')}`;
async function lookUp(hash: string, key = api.merchant.keys.read, chainId = 31337): Promise<LookedUp> {
  const path = `/v1/transactions/lookup?transactionHash=${hash}&chainId=${String(chainId)}`;
  const { status, body } = await api.call('GET', path, { key });
  expect(status).toBe(200);
  return body as LookedUp;
}
const mined = (transfers: readonly TransferOnChain[], blockNumber = 100): TransactionOnChain => ({
  place: 'mined',
  blockNumber,
  blockHash,
  transfers,
});
const toPurse = (more: { purseId?: PurseId; amount?: string } = {}): TransferOnChain => ({
  kind: 'listed',
  purseId,
  route: 'native',
  ordinal: '0',
  currency: 'ETH' as CurrencyCode,
  amount: '1500000000000000000',
  ...more,
});
async function hashOf(id: TransactionId): Promise<string> {
  return String((await api.rows`select tx_hash from transactions where id = ${id}`)[0]?.['tx_hash']);
}

test('a deposit is told with its place on the chain and with what is to be done', async () => {
  const id = await seedDeposit(api, { customerId });
  chain = mined([toPurse()]);
  const hash = await hashOf(id);
  const [purse] = await api.rows`select address from purses where id = ${purseId}`;
  expect(await lookUp(`0x${hash.slice(2).toUpperCase()}`)).toEqual({
    transactionHash: hash,
    chainId: 31337,
    network: 'ETHEREUM',
    status: 'found',
    blockNumber: 100,
    transfers: [
      {
        transactionId: id,
        purseId,
        customerId,
        address: purse?.['address'],
        currency: 'ETH',
        contract: null,
        amount: '1.5',
        reason: 'in_compliance',
        remedy:
          'Wait for compliance. If it stays so, decide it yourself with POST /v1/transactions/{id}/compliance.',
        confirmations: 11,
        requiredConfirmations: 12,
      },
    ],
    reason: null,
    remedy: null,
  });
  expect(lookups).toEqual([hash]);
});

test('the reason of a deposit in a block is what its row says', async () => {
  const cases: readonly (readonly [string, (id: TransactionId) => Promise<unknown>])[] = [
    [
      'confirming',
      id => api.rows`update transactions set verdict = 'approve', verdict_at = now() where id = ${id}`,
    ],
    [
      'declined',
      id =>
        api.rows`update transactions set verdict = 'decline', verdict_at = now(), status = 'DECLINED' where id = ${id}`,
    ],
    ['below_minimum', id => api.rows`update transactions set quiet = true where id = ${id}`],
    ['below_minimum', id => credited(id, 'unattributed', 'BELOW_MINIMUM')],
    ['held', id => credited(id, 'held', 'DECLINED')],
    ['credited', id => credited(id, 'customer', 'CONFIRMED')],
    ['credited', id => credited(id, 'merchant', 'CONFIRMED')],
  ];
  const remedies = new Set<unknown>();
  for (const [reason, change] of cases) {
    const id = await seedDeposit(api, { customerId });
    await change(id);
    chain = mined([toPurse()]);
    const { transfers } = await lookUp(await hashOf(id));
    expect(transfers).toMatchObject([{ transactionId: id, reason }]);
    remedies.add(transfers[0]?.['remedy']);
  }
  // Both below the minimum say the same; a credit to the merchant is explained.
  expect(remedies.size).toBe(cases.length - 1);
});

async function credited(id: TransactionId, to: string, status: string): Promise<void> {
  await seedPosting(api, id, to, '1');
  await api.rows`
    update transactions set credited_to = ${to}, credited_block_hash = block_hash, status = ${status} where id = ${id}`;
}

test('what is on the chain in no row was missed, unless its block is still to be scanned', async () => {
  chain = mined([toPurse()]);
  expect(await lookUp(newHash())).toMatchObject({
    transfers: [{ transactionId: null, reason: 'missed', amount: '1.5', confirmations: 11 }],
  });
  chain = mined([toPurse()], 111);
  expect(await lookUp(newHash())).toMatchObject({
    transfers: [{ reason: 'not_scanned_yet', confirmations: 0 }],
  });
  // Of another fork than the one that was scanned.
  await api.rows`
    insert into blocks (chain_id, number, hash, parent_hash, mined_at)
    values (31337, 109, ${`0x${'e'.repeat(64)}`}, ${blockHash}, now())`;
  chain = mined([toPurse()], 109);
  expect(await lookUp(newHash())).toMatchObject({ transfers: [{ reason: 'not_scanned_yet' }] });
});

test('a coin that the balance told of first is that deposit, whatever hash it goes by', async () => {
  const forecast = await seedDeposit(api, { customerId, status: 'DROPPED', blockNumber: null });
  const booked = await seedDeposit(api, { customerId, blockNumber: 72 });
  await api.rows`update transactions set kind = 'internal', ordinal = 'balance' where id = ${booked}`;
  chain = mined([toPurse({ amount: '200' })], 71);
  expect((await lookUp(await hashOf(forecast))).transfers).toMatchObject([
    { transactionId: booked, reason: 'in_compliance', amount: '0.0000000000000002', confirmations: 39 },
  ]);
  // It says nothing of what came after it.
  chain = mined([toPurse()], 73);
  expect((await lookUp(newHash())).transfers).toMatchObject([{ transactionId: null, reason: 'missed' }]);
  await api.rows`delete from transactions where id in (${booked}, ${forecast})`;
});

test('a token that is not listed is told with its contract, as nothing says its decimals', async () => {
  const contract = `0x${'Ab'.repeat(20)}` as Extract<TransferOnChain, { kind: 'unlisted' }>['contract'];
  chain = mined([
    toPurse(),
    { kind: 'unlisted', purseId, contract, amount: '7' },
    { kind: 'unlisted', purseId, contract: null, amount: '7' },
  ]);
  expect((await lookUp(newHash())).transfers).toMatchObject([
    { reason: 'missed', currency: 'ETH' },
    { reason: 'unlisted_token', currency: null, amount: null, contract },
    { reason: 'unsupported_currency', currency: null, amount: null, contract: null },
  ]);
});

test('a forecast deposit is the transfer that was mined, dropped, or still to come', async () => {
  const pending = await seedDeposit(api, { customerId, status: 'MEM_POOL_FOUND', blockNumber: null });
  const hash = await hashOf(pending);
  chain = { place: 'pending', transfers: [toPurse()] };
  expect(await lookUp(hash)).toMatchObject({
    status: 'pending',
    transfers: [{ transactionId: pending, reason: 'pending', confirmations: 0 }],
  });
  chain = mined([toPurse()], 111);
  expect((await lookUp(hash)).transfers).toMatchObject([
    { transactionId: pending, reason: 'not_scanned_yet' },
  ]);
  chain = { place: 'failed', blockNumber: 105 };
  expect((await lookUp(hash)).transfers).toMatchObject([{ transactionId: pending, reason: 'failed' }]);
  chain = { place: 'unknown' };
  for (const [status, reason] of [
    ['DROPPED', 'dropped'],
    ['REORGED', 'reorged'],
  ]) {
    await api.rows`update transactions set status = ${status} where id = ${pending}`;
    expect(await lookUp(hash)).toMatchObject({
      status: 'not_found',
      reason: null,
      transfers: [{ transactionId: pending, reason }],
    });
  }
});

test('where nothing concerns the account, one reason says why', async () => {
  const cases = [
    [{ place: 'unknown' }, 'not_found', 'not_found'],
    [{ place: 'pending', transfers: [] }, 'pending', 'pending'],
    [{ place: 'failed', blockNumber: 5 }, 'failed', 'failed'],
    [mined([]), 'found', 'other_recipient'],
  ] as const;
  for (const [found, status, reason] of cases) {
    chain = found;
    const seen = await lookUp(newHash());
    expect(seen).toMatchObject({ status, reason, transfers: [] });
    expect(seen['remedy']).toBeTypeOf('string');
  }
  expect(await lookUp(newHash(), api.merchant.keys.read, 137)).toMatchObject({
    network: null,
    status: 'unknown_network',
    reason: 'unknown_network',
  });
});

test('of another account’s deposits nothing is seen: they look like a stranger’s', async () => {
  const id = await seedDeposit(api, { customerId });
  const hash = await hashOf(id);
  chain = mined([toPurse(), { kind: 'unlisted', purseId, contract: null, amount: '7' }]);
  const seen = await lookUp(hash, api.other.keys.admin);
  chain = mined([]);
  const { remedy } = await lookUp(newHash(), api.other.keys.admin);
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

test('a hash or chain id that is none is named, and no chain is asked', async () => {
  const hash = newHash();
  const cases = [
    ['', ['transactionHash', 'chainId']],
    [`?transactionHash=${hash}`, ['chainId']],
    [`?transactionHash=0x12&chainId=1`, ['transactionHash']],
    [`?transactionHash=${hash}&chainId=ETHEREUM`, ['chainId']],
    [`?transactionHash=${hash}&chainId=0`, ['chainId']],
    [`?transactionHash=${hash}&chainId=1&x=1`, ['x']],
  ] as const;
  for (const [query, fields] of cases) {
    const { status, body } = await api.call('GET', `/v1/transactions/lookup${query}`);
    expect([status, body.code]).toEqual([422, 'invalid_request']);
    expect(body.errors.map(error => error.field)).toEqual(fields);
  }
  expect(lookups).toEqual([]);
});

test('while no worker reads the chain, it is 503', async () => {
  chain = new PurserError('temporarily_unavailable');
  const { status, body, headers } = await api.call(
    'GET',
    `/v1/transactions/lookup?transactionHash=${newHash()}&chainId=31337`,
  );
  expect([status, body.code]).toEqual([503, 'temporarily_unavailable']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
});
