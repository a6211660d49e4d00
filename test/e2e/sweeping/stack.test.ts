import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wallet } from 'ethers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { components } from '../../../client/index.ts';
import { parseAddress } from '../../../domain/address.ts';
import { newHome } from '../testStack.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import { must } from '../../db/fixtures.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, startTestStack } from '../testStack.ts';

const ether = 10n ** 18n;
const usdt = 10n ** 6n;
let home: string;
let stack: TestStack;
let treasury: string;
beforeAll(async () => {
  home = newHome();
  stack = await startTestStack({ sweeps: true, home });
  treasury = must(parseAddress(stack.stack.running.treasury ?? ''));
}, 240_000);
afterAll(async () => {
  await stack.stop();
});

const chain = () => stack.network('ETHEREUM');

async function coinsOf(address: string): Promise<bigint> {
  return BigInt(String(await chain().request('eth_getBalance', [address, 'latest'])));
}

async function tokensOf(address: string): Promise<bigint> {
  const data = `0x70a08231${address.slice(2).padStart(64, '0')}`;
  const call = { to: chain().tokens['USDT_ETH'], data };
  return BigInt(String(await chain().request('eth_call', [call, 'latest'])));
}

async function purseOf(externalId: string, currency: string) {
  await stack.api.post('/v1/customers', { body: { externalId } });
  return stack.api.get('/v1/purse', { query: { customerId: externalId, currency } });
}

async function credited(hash: string): Promise<components['schemas']['Transaction']> {
  return eventually(
    'the deposit is credited',
    async () => {
      const deposit = await stack.transactionOf(hash);
      return deposit?.status === 'CONFIRMED' && deposit;
    },
    60_000,
  );
}

async function sweep(purseId: string) {
  return stack.api.post('/v1/sweeps', {
    body: { network: 'ETHEREUM', purseId },
  });
}

async function sweptIn(id: string, status = 'completed') {
  return eventually(
    `the sweep is ${status}`,
    async () => {
      const found = await stack.api.get('/v1/sweeps/{id}', { path: { id } });
      return found.status === status && found;
    },
    60_000,
  );
}

it('what a customer pays is swept to the treasury by the policy, and told', async () => {
  const { address, purseId } = await purseOf('by-policy', 'ETH');
  const before = await coinsOf(treasury);
  const { id } = await credited(await stack.payTo(address, 'ETH', '0.5'));
  await eventually('it is swept', async () => (await coinsOf(treasury)) === before + ether / 2n, 60_000);
  expect(await coinsOf(address)).toBe(0n);
  const { sweptIn: sweepId } = await stack.api.get('/v1/transactions/{transactionId}', {
    path: { transactionId: id },
  });
  const told = await stack.awaitEvent('CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED', String(sweepId));
  expect(told.data).toMatchObject({ purseId, amount: '0.5', currency: 'ETH', transactionIds: [id] });
  const done = await sweptIn(String(sweepId));
  expect(done).toMatchObject({ method: 'delegated', items: [{ purseId, status: 'swept', reason: null }] });
  expect(done.fee).not.toBe(null);
}, 120_000);

it('what is less than the policy sweeps at once is swept by name; what is declined beside it stays', async () => {
  const { address, purseId } = await purseOf('by-name', 'USDT_ETH');
  const before = await tokensOf(treasury);
  await credited(await stack.payTo(address, 'USDT_ETH', '7'));
  const paid = await stack.api.post('/v1/test/deposits', {
    body: { customerId: 'by-name', currency: 'USDT_ETH', amount: '3', verdict: 'decline' },
  });
  const [declined] = paid.transactionHashes;
  await eventually('it is held', async () => {
    const deposit = await stack.transactionOf(must(declined));
    return deposit?.creditedTo === 'held';
  });
  const quote = await stack.api.post('/v1/sweeps/quote', { body: { network: 'ETHEREUM', purseId } });
  expect(quote).toMatchObject([{ currency: 'USDT_ETH', amount: '7', purses: 1 }]);
  const [planned] = await sweep(purseId);
  await sweptIn(must(planned).id);
  expect((await tokensOf(treasury)) - before).toBe(7n * usdt);
  expect(await tokensOf(address)).toBe(3n * usdt);
}, 120_000);

it('what a session’s form names as receiver gets its payments, once the owner made it a destination', async () => {
  const receiver = Wallet.createRandom().address;
  const destination = await stack.api.post('/v1/destinations', {
    body: { network: 'ETHEREUM', address: receiver, label: 'Shop' },
  });
  const key = readFileSync(join(home, 'sweep-owner'), 'utf8').trim();
  const { to, data } = must(destination.call ?? undefined);
  await sendTransaction({ rpcUrl: chain().rpcUrl, key, to, data });
  await eventually(
    'it is active',
    async () => {
      const found = await stack.api.get('/v1/destinations/{id}', { path: { id: destination.id } });
      return found.status === 'active';
    },
    60_000,
  );
  const form = await stack.api.post('/v1/forms', {
    body: { title: 'Shop', coins: ['USDT_ETH'], receiver },
  });
  expect(form.receiverActive).toMatchObject({ ETHEREUM: true });
  const session = await stack.api.post('/v1/sessions', {
    body: { formId: form.id, customer: { id: 'by-form' }, price: { USDT_ETH: '9' } },
  });
  await credited(await stack.payTo(session.address, 'USDT_ETH', '9'));
  const { purseId } = await stack.api.get('/v1/purse', {
    query: { customerId: 'by-form', currency: 'USDT_ETH' },
  });
  const [planned] = await sweep(purseId);
  await sweptIn(must(planned).id);
  expect(await tokensOf(receiver)).toBe(9n * usdt);
}, 120_000);

it('a reorg takes a mined sweep back, and the money is swept once all the same', async () => {
  const { address, purseId } = await purseOf('reorged', 'USDT_ETH');
  const before = await tokensOf(treasury);
  await credited(await stack.payTo(address, 'USDT_ETH', '11'));
  await chain().pauseMining();
  const [planned] = await sweep(purseId);
  const { id } = must(planned);
  await sweptIn(id, 'sent');
  await chain().mine(1);
  await sweptIn(id, 'mined');
  await chain().reorg({ depth: 1, withhold: true });
  await sweptIn(id, 'sent');
  chain().resumeMining();
  const done = await sweptIn(id);
  expect(done.items).toMatchObject([{ amount: '11', status: 'swept' }]);
  expect((await tokensOf(treasury)) - before).toBe(11n * usdt);
  expect(await tokensOf(address)).toBe(0n);
}, 180_000);

it('a sweep that waits for its signer is canceled, and its money is swept by the next', async () => {
  const { address, purseId } = await purseOf('canceled', 'USDT_ETH');
  const before = await tokensOf(treasury);
  await credited(await stack.payTo(address, 'USDT_ETH', '13'));
  await stack.stack.engine.stop('signer');
  const [planned] = await sweep(purseId);
  const { id } = must(planned);
  const canceled = await stack.api.post('/v1/sweeps/{id}/cancel', { path: { id }, body: {} });
  expect(canceled).toMatchObject({ status: 'canceled', items: [{ status: 'skipped', reason: 'canceled' }] });
  await stack.stack.engine.start('signer');
  const [next] = await sweep(purseId);
  await sweptIn(must(next).id);
  expect((await tokensOf(treasury)) - before).toBe(13n * usdt);
  const again = stack.api.post('/v1/sweeps/{id}/cancel', { path: { id: must(next).id }, body: {} });
  await expect(again).rejects.toMatchObject({ code: 'already_sent' });
}, 180_000);
