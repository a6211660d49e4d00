import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseAddress } from '../../../domain/address.ts';
import { must } from '../../db/fixtures.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, startTestStack } from '../testStack.ts';

let stack: TestStack;
let treasury: string;
beforeAll(async () => {
  stack = await startTestStack({ sweeps: true });
  treasury = must(parseAddress(stack.stack.running.treasury ?? ''));
}, 240_000);
afterAll(async () => {
  await stack.stop();
});

async function balanceOf(network: string, address: string): Promise<bigint> {
  return BigInt(String(await stack.network(network).request('eth_getBalance', [address, 'latest'])));
}

it('what a customer pays is swept to the treasury by the policy, and told', async () => {
  await stack.api.post('/v1/customers', { body: { externalId: 'swept' } });
  const { address } = await stack.api.get('/v1/purse', { query: { customerId: 'swept', currency: 'ETH' } });
  const before = await balanceOf('ETHEREUM', treasury);
  const hash = await stack.payTo(address, 'ETH', '0.5');
  await eventually(
    'the deposit is credited',
    async () => (await stack.transactionOf(hash))?.status === 'CONFIRMED',
    60_000,
  );
  await eventually(
    'it is swept',
    async () => (await balanceOf('ETHEREUM', treasury)) === before + 5n * 10n ** 17n,
    60_000,
  );
  const deposit = must(await stack.transactionOf(hash));
  const row = await stack.db
    .selectFrom('transactions')
    .select('swept_in')
    .where('tx_hash', '=', hash as never)
    .executeTakeFirstOrThrow();
  const told = await stack.awaitEvent(
    'CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED',
    String(row.swept_in),
  );
  expect(told.data).toMatchObject({ amount: '0.5', currency: 'ETH', transactionIds: [deposit.id] });
}, 180_000);
