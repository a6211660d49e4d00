import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must } from '../../db/fixtures.ts';
import type { SweepsOnStack } from '../sweeping/sweepsOnStack.ts';
import { sweepsOnStack } from '../sweeping/sweepsOnStack.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, startTestStack } from '../testStack.ts';

const whole = 10n ** 18n;
/** The file that docs/sweeping.md names. */
const registry = join(import.meta.dirname, '../../../docs/settings/local.transfers.json');
let stack: TestStack;
let sweeps: SweepsOnStack;
beforeAll(async () => {
  stack = await startTestStack({ sweeps: true, env: { ...process.env, PURSER_LOCAL_REGISTRY: registry } });
  sweeps = sweepsOnStack(stack, 'GNOSIS');
}, 240_000);
afterAll(async () => {
  await stack.stop();
});

/** Pays over the API; returns the transaction's hash. */
async function pay(
  customerId: string,
  currency: string,
  amount: string,
  verdict: 'approve' | 'review' = 'approve',
) {
  const paid = await stack.api.post('/v1/test/deposits', { body: { customerId, currency, amount, verdict } });
  return must(paid.transactionHashes[0]);
}

const payAndCredit = async (...of: Parameters<typeof pay>) => sweeps.credited(await pay(...of));

it('coins of the network are swept whole by the policy, out of gas that was paid first', async () => {
  const { address, purseId } = await sweeps.purseOf('by-policy', 'XDAI');
  const before = await sweeps.coinsOf(sweeps.treasury);
  const { id } = await payAndCredit('by-policy', 'XDAI', '5');
  await eventually(
    'it is swept',
    async () => (await sweeps.coinsOf(sweeps.treasury)) === before + 5n * whole,
    60_000,
  );
  const { sweptIn } = await stack.api.get('/v1/transactions/{transactionId}', {
    path: { transactionId: id },
  });
  const told = await stack.awaitEvent('CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED', String(sweptIn));
  expect(told.data).toMatchObject({ purseId, amount: '5', currency: 'XDAI', transactionIds: [id] });
  const done = await sweeps.sweptIn(String(sweptIn));
  expect(done).toMatchObject({ method: 'transfer', items: [{ purseId, status: 'swept', reason: null }] });
  // What the gas cost less than its limit at the cap.
  expect(await sweeps.coinsOf(address)).toBeGreaterThan(0n);
  const balances = await stack.api.get('/v1/balances', { query: { customerId: 'by-policy' } });
  expect(balances).toMatchObject([{ coin: 'XDAI', balance: '5' }]);
}, 120_000);

it('a token is swept by name, and the next one out of what is left of its gas', async () => {
  const { address, purseId } = await sweeps.purseOf('by-name', 'GNO');
  const before = await sweeps.tokensOf(sweeps.treasury, 'GNO');
  for (const [amount, swept] of [
    ['0.05', whole / 20n],
    ['0.03', (whole * 2n) / 25n],
  ] as const) {
    await payAndCredit('by-name', 'GNO', amount);
    const quote = await stack.api.post('/v1/sweeps/quote', { body: { network: 'GNOSIS', purseId } });
    expect(quote).toMatchObject([{ currency: 'GNO', amount, purses: 1 }]);
    const [planned] = await sweeps.sweep(purseId);
    await sweeps.sweptIn(must(planned).id);
    expect((await sweeps.tokensOf(sweeps.treasury, 'GNO')) - before).toBe(swept);
  }
  expect(await sweeps.tokensOf(address, 'GNO')).toBe(0n);
}, 180_000);

it('coin of the network that waits for a person keeps all that its purse has, until it is approved', async () => {
  const { address, purseId } = await sweeps.purseOf('held', 'GNO');
  await payAndCredit('held', 'GNO', '0.05');
  const hash = await pay('held', 'XDAI', '2', 'review');
  const held = await eventually('it waits for a person', async () => {
    const deposit = await stack.transactionOf(hash);
    return deposit?.status === 'PENDING_COMPLIANCE_CHECK' && deposit;
  });
  await expect(sweeps.sweep(purseId)).rejects.toMatchObject({ code: 'nothing_to_sweep' });
  const quote = await stack.api.post('/v1/sweeps/quote', { body: { network: 'GNOSIS', purseId } });
  expect(quote).toMatchObject([
    { currency: 'GNO', purses: 0, skipped: [{ reason: 'coin_must_stay', purses: 1, amount: '0.05' }] },
  ]);
  expect(await sweeps.coinsOf(address)).toBe(2n * whole);
  await stack.api.post('/v1/transactions/{id}/compliance', {
    path: { id: held.id },
    body: { verdict: 'approve', reason: 'looked at' },
  });
  await eventually(
    'both are swept',
    async () =>
      (await sweeps.tokensOf(address, 'GNO')) === 0n && (await sweeps.coinsOf(address)) < 2n * whole,
    120_000,
  );
}, 240_000);

it('a reorg of the payment for gas, and one of the sweep, change nothing of what arrives', async () => {
  const { address, purseId } = await sweeps.purseOf('reorged', 'GNO');
  const before = await sweeps.tokensOf(sweeps.treasury, 'GNO');
  await payAndCredit('reorged', 'GNO', '0.07');
  await sweeps.chain.pauseMining();
  const [planned] = await sweeps.sweep(purseId);
  const { id } = must(planned);
  const coins = () => sweeps.coinsOf(address);
  await eventually('the payment is pending', async () => {
    const { transactions } = (await sweeps.chain.request('eth_getBlockByNumber', ['pending', false])) as {
      readonly transactions: readonly string[];
    };
    return transactions.length > 0;
  });
  await sweeps.chain.mine(1);
  expect(await coins()).toBeGreaterThan(0n);
  await sweeps.chain.reorg({ depth: 1, withhold: true });
  expect(await coins()).toBe(0n);
  sweeps.chain.resumeMining();
  await sweeps.sweptIn(id, 'sent');
  await sweeps.chain.pauseMining();
  await sweeps.chain.reorg({ depth: 1 });
  sweeps.chain.resumeMining();
  await sweeps.sweptIn(id);
  expect((await sweeps.tokensOf(sweeps.treasury, 'GNO')) - before).toBe((whole * 7n) / 100n);
}, 240_000);

it('signer and worker that die while money is on its way sweep it once', async () => {
  const before = await sweeps.tokensOf(sweeps.treasury, 'GNO');
  const customers = ['killed-1', 'killed-2', 'killed-3'];
  const planned = await Promise.all(
    customers.map(async customer => {
      const { purseId } = await sweeps.purseOf(customer, 'GNO');
      await payAndCredit(customer, 'GNO', '0.04');
      const [sweep] = await sweeps.sweep(purseId);
      return must(sweep).id;
    }),
  );
  for (const part of ['signer', 'worker', 'signer', 'worker'] as const) {
    await stack.stack.engine.kill(part);
    await stack.stack.engine.start(part);
  }
  for (const id of planned) await sweeps.sweptIn(id);
  expect((await sweeps.tokensOf(sweeps.treasury, 'GNO')) - before).toBe((whole * 12n) / 100n);
}, 240_000);
