import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wallet } from 'ethers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newHome } from '../testStack.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import { must } from '../../db/fixtures.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, startTestStack } from '../testStack.ts';
import type { SweepsOnStack } from './sweepsOnStack.ts';
import { sweepsOnStack } from './sweepsOnStack.ts';

const ether = 10n ** 18n;
const usdt = 10n ** 6n;
let home: string;
let stack: TestStack;
let sweeps: SweepsOnStack;
beforeAll(async () => {
  home = newHome();
  stack = await startTestStack({ sweeps: true, home });
  sweeps = sweepsOnStack(stack, 'ETHEREUM');
}, 240_000);
afterAll(async () => {
  await stack.stop();
});

it('what a customer pays is swept to the treasury by the policy, and told', async () => {
  const { address, purseId } = await sweeps.purseOf('by-policy', 'ETH');
  const before = await sweeps.coinsOf(sweeps.treasury);
  const { id } = await sweeps.credited(await stack.payTo(address, 'ETH', '0.5'));
  await eventually(
    'it is swept',
    async () => (await sweeps.coinsOf(sweeps.treasury)) === before + ether / 2n,
    60_000,
  );
  expect(await sweeps.coinsOf(address)).toBe(0n);
  const { sweptIn: sweepId } = await stack.api.get('/v1/transactions/{transactionId}', {
    path: { transactionId: id },
  });
  const told = await stack.awaitEvent('CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED', String(sweepId));
  expect(told.data).toMatchObject({ purseId, amount: '0.5', currency: 'ETH', transactionIds: [id] });
  const done = await sweeps.sweptIn(String(sweepId));
  expect(done).toMatchObject({ method: 'delegated', items: [{ purseId, status: 'swept', reason: null }] });
  expect(done.fee).not.toBe(null);
}, 120_000);

it('what is less than the policy sweeps at once is swept by name; what is declined beside it stays', async () => {
  const { address, purseId } = await sweeps.purseOf('by-name', 'USDT_ETH');
  const before = await sweeps.tokensOf(sweeps.treasury, 'USDT_ETH');
  await sweeps.credited(await stack.payTo(address, 'USDT_ETH', '7'));
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
  const [planned] = await sweeps.sweep(purseId);
  await sweeps.sweptIn(must(planned).id);
  expect((await sweeps.tokensOf(sweeps.treasury, 'USDT_ETH')) - before).toBe(7n * usdt);
  expect(await sweeps.tokensOf(address, 'USDT_ETH')).toBe(3n * usdt);
}, 120_000);

it('what a session’s form names as receiver gets its payments, once the owner made it a destination', async () => {
  const receiver = Wallet.createRandom().address;
  const destination = await stack.api.post('/v1/destinations', {
    body: { network: 'ETHEREUM', address: receiver, label: 'Shop' },
  });
  const key = readFileSync(join(home, 'sweep-owner'), 'utf8').trim();
  const { to, data } = must(destination.call ?? undefined);
  await sendTransaction({ rpcUrl: sweeps.chain.rpcUrl, key, to, data });
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
  await sweeps.credited(await stack.payTo(session.address, 'USDT_ETH', '9'));
  const { purseId } = await stack.api.get('/v1/purse', {
    query: { customerId: 'by-form', currency: 'USDT_ETH' },
  });
  const [planned] = await sweeps.sweep(purseId);
  await sweeps.sweptIn(must(planned).id);
  expect(await sweeps.tokensOf(receiver, 'USDT_ETH')).toBe(9n * usdt);
}, 120_000);

it('a reorg takes a mined sweep back, and the money is swept once all the same', async () => {
  const { address, purseId } = await sweeps.purseOf('reorged', 'USDT_ETH');
  const before = await sweeps.tokensOf(sweeps.treasury, 'USDT_ETH');
  await sweeps.credited(await stack.payTo(address, 'USDT_ETH', '11'));
  await sweeps.chain.pauseMining();
  const [planned] = await sweeps.sweep(purseId);
  const { id } = must(planned);
  await sweeps.mineSent('sweep');
  await sweeps.sweptIn(id, 'mined');
  await sweeps.chain.reorg({ depth: 1, withhold: true });
  await sweeps.sweptIn(id, 'sent');
  sweeps.chain.resumeMining();
  const done = await sweeps.sweptIn(id);
  expect(done.items).toMatchObject([{ amount: '11', status: 'swept' }]);
  expect((await sweeps.tokensOf(sweeps.treasury, 'USDT_ETH')) - before).toBe(11n * usdt);
  expect(await sweeps.tokensOf(address, 'USDT_ETH')).toBe(0n);
}, 180_000);

it('a sweep that waits for its signer is canceled, and its money is swept by the next', async () => {
  const { address, purseId } = await sweeps.purseOf('canceled', 'USDT_ETH');
  const before = await sweeps.tokensOf(sweeps.treasury, 'USDT_ETH');
  await sweeps.credited(await stack.payTo(address, 'USDT_ETH', '13'));
  await stack.stack.engine.stop('signer');
  const [planned] = await sweeps.sweep(purseId);
  const { id } = must(planned);
  const canceled = await stack.api.post('/v1/sweeps/{id}/cancel', { path: { id }, body: {} });
  expect(canceled).toMatchObject({ status: 'canceled', items: [{ status: 'skipped', reason: 'canceled' }] });
  await stack.stack.engine.start('signer');
  const [next] = await sweeps.sweep(purseId);
  await sweeps.sweptIn(must(next).id);
  expect((await sweeps.tokensOf(sweeps.treasury, 'USDT_ETH')) - before).toBe(13n * usdt);
  const again = stack.api.post('/v1/sweeps/{id}/cancel', { path: { id: must(next).id }, body: {} });
  await expect(again).rejects.toMatchObject({ code: 'already_sent' });
}, 180_000);
