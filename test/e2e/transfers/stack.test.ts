import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must } from '../../db/fixtures.ts';
import type { SweepsOnStack } from '../sweeping/sweepsOnStack.ts';
import { sweepsOnStack } from '../sweeping/sweepsOnStack.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, newHome, startTestStack } from '../testStack.ts';

const coin = 10n ** 18n;
const usdc = 10n ** 6n;
/** The file that docs/sweeping.md names. */
const given = join(import.meta.dirname, '../../../docs/settings/local.transfers.json');
let home: string;
let stack: TestStack;
let sweeps: SweepsOnStack;
beforeAll(async () => {
  home = newHome();
  // Nothing that a test sweeps by name is swept because of its age meanwhile.
  const registry = readFileSync(given, 'utf8').replace('"maxAgeSeconds": 30', '"maxAgeSeconds": 3600');
  writeFileSync(join(home, 'added.json'), registry);
  const env = { ...process.env, PURSER_LOCAL_REGISTRY: join(home, 'added.json') };
  stack = await startTestStack({ sweeps: true, home, env });
  sweeps = sweepsOnStack(stack, 'LEGACY');
}, 240_000);
afterAll(async () => {
  await stack.stop();
  rmSync(home, { recursive: true, force: true });
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

/** Sweeps all that a purse has, by name. */
async function sweepAndWait(purseId: string): Promise<void> {
  for (const { id } of await sweeps.sweep(purseId)) await sweeps.sweptIn(id);
}

/** What was paid to a purse for its gas, in wei and in the order of the payments. */
async function gasOf(purseId: string): Promise<readonly bigint[]> {
  const rows = await stack.db
    .selectFrom('top_ups as u')
    .innerJoin('sends as s', join =>
      join.onRef('s.intent_id', '=', 'u.intent_id').on('s.intent_kind', '=', 'top_up'),
    )
    .select('u.amount')
    .where('u.purse_id', '=', purseId as never)
    .orderBy('s.nonce')
    .execute();
  return rows.map(({ amount }) => amount);
}

/** Waits until the only payment for gas that is not final is mined. */
function topUpIsMined() {
  return eventually('the payment for gas is mined', async () => {
    const rows = await stack.db
      .selectFrom('sends')
      .select('status')
      .where('intent_kind', '=', 'top_up')
      .where('status', '<>', 'final')
      .execute();
    return rows.length === 1 && rows[0]?.status === 'mined';
  });
}

it('coins of the network are swept whole by the policy, out of gas that was paid first', async () => {
  const { address, purseId } = await sweeps.purseOf('by-policy', 'LEG');
  const before = await sweeps.coinsOf(sweeps.treasury);
  const { id } = await payAndCredit('by-policy', 'LEG', '5');
  await eventually(
    'it is swept',
    async () => (await sweeps.coinsOf(sweeps.treasury)) === before + 5n * coin,
    60_000,
  );
  const { sweptIn } = await stack.api.get('/v1/transactions/{transactionId}', {
    path: { transactionId: id },
  });
  const told = await stack.awaitEvent('CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED', String(sweptIn));
  expect(told.data).toMatchObject({ purseId, amount: '5', currency: 'LEG', transactionIds: [id] });
  const done = await sweeps.sweptIn(String(sweptIn));
  expect(done).toMatchObject({ method: 'transfer', items: [{ purseId, status: 'swept', reason: null }] });
  // What the gas cost less than its limit at the cap.
  expect(await sweeps.coinsOf(address)).toBeGreaterThan(0n);
  const balances = await stack.api.get('/v1/balances', { query: { customerId: 'by-policy' } });
  expect(balances).toMatchObject([{ coin: 'LEG', balance: '5' }]);
}, 120_000);

it('tokens are swept by name; what is left of the gas is used for the next', async () => {
  const { address, purseId } = await sweeps.purseOf('by-name', 'USDC_LEG');
  const before = await sweeps.tokensOf(sweeps.treasury, 'USDC_LEG');
  for (const [amount, swept] of [
    ['5', 5n * usdc],
    ['3', 8n * usdc],
  ] as const) {
    await payAndCredit('by-name', 'USDC_LEG', amount);
    const quote = await stack.api.post('/v1/sweeps/quote', { body: { network: 'LEGACY', purseId } });
    expect(quote).toMatchObject([{ currency: 'USDC_LEG', amount, purses: 1 }]);
    await sweepAndWait(purseId);
    expect((await sweeps.tokensOf(sweeps.treasury, 'USDC_LEG')) - before).toBe(swept);
  }
  expect(await sweeps.tokensOf(address, 'USDC_LEG')).toBe(0n);
  const [first, second, ...more] = await gasOf(purseId);
  expect(must(second)).toBeLessThan(must(first) / 2n);
  expect(more).toEqual([]);
}, 180_000);

it('coin of the network that waits for a person keeps all that its purse has, until it is approved', async () => {
  const { address, purseId } = await sweeps.purseOf('held', 'USDC_LEG');
  const coins = await sweeps.coinsOf(sweeps.treasury);
  const tokens = await sweeps.tokensOf(sweeps.treasury, 'USDC_LEG');
  await payAndCredit('held', 'USDC_LEG', '5');
  const hash = await pay('held', 'LEG', '1.5', 'review');
  const waiting = await eventually('it waits for a person', async () => {
    const deposit = await stack.transactionOf(hash);
    return deposit?.status === 'PENDING_COMPLIANCE_CHECK' && deposit;
  });
  await expect(sweeps.sweep(purseId)).rejects.toMatchObject({ code: 'nothing_to_sweep' });
  const quote = await stack.api.post('/v1/sweeps/quote', { body: { network: 'LEGACY', purseId } });
  expect(quote).toMatchObject([
    { currency: 'USDC_LEG', purses: 0, skipped: [{ reason: 'coin_must_stay', purses: 1, amount: '5' }] },
  ]);
  expect(await sweeps.coinsOf(address)).toBe((3n * coin) / 2n);
  await stack.api.post('/v1/transactions/{id}/compliance', {
    path: { id: waiting.id },
    body: { verdict: 'approve', reason: 'looked at' },
  });
  await sweeps.credited(hash);
  await sweepAndWait(purseId);
  expect((await sweeps.coinsOf(sweeps.treasury)) - coins).toBe((3n * coin) / 2n);
  expect((await sweeps.tokensOf(sweeps.treasury, 'USDC_LEG')) - tokens).toBe(5n * usdc);
}, 240_000);

it('a reorg of the payment for gas, and one of the sweep, change nothing of what arrives', async () => {
  const { chain } = sweeps;
  const { purseId } = await sweeps.purseOf('reorged', 'USDC_LEG');
  const before = await sweeps.tokensOf(sweeps.treasury, 'USDC_LEG');
  await payAndCredit('reorged', 'USDC_LEG', '7');
  await chain.pauseMining();
  const [planned] = await sweeps.sweep(purseId);
  const { id } = must(planned);
  await sweeps.mineSent('top_up');
  await topUpIsMined();
  await chain.reorg({ depth: 1, withhold: true });
  await sweeps.mineSent('top_up');
  await topUpIsMined();
  await chain.mine(3);
  await sweeps.mineSent('sweep');
  await sweeps.sweptIn(id, 'mined');
  await chain.reorg({ depth: 1, withhold: true });
  await sweeps.sweptIn(id, 'sent');
  chain.resumeMining();
  await sweeps.sweptIn(id);
  expect((await sweeps.tokensOf(sweeps.treasury, 'USDC_LEG')) - before).toBe(7n * usdc);
  expect(await gasOf(purseId)).toHaveLength(1);
}, 240_000);

it('signer and worker that die while money is on its way sweep it once, and pay its gas once', async () => {
  const before = await sweeps.tokensOf(sweeps.treasury, 'USDC_LEG');
  const planned = await Promise.all(
    ['killed-1', 'killed-2', 'killed-3'].map(async customer => {
      const { purseId } = await sweeps.purseOf(customer, 'USDC_LEG');
      await payAndCredit(customer, 'USDC_LEG', '4');
      const [sweep] = await sweeps.sweep(purseId);
      return { purseId, id: must(sweep).id };
    }),
  );
  for (const part of ['signer', 'worker', 'signer', 'worker'] as const) {
    await stack.stack.engine.kill(part);
    await stack.stack.engine.start(part);
  }
  for (const { id, purseId } of planned) {
    await sweeps.sweptIn(id);
    expect(await gasOf(purseId)).toHaveLength(1);
  }
  expect((await sweeps.tokensOf(sweeps.treasury, 'USDC_LEG')) - before).toBe(12n * usdc);
}, 240_000);
