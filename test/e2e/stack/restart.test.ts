import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventually, newHome, startTestStack } from '../testStack.ts';

it('continues after a stop with the same chains, purses and workflows, and an unfinished deposit', async () => {
  const home = newHome();
  const first = await startTestStack({ home });
  await first.api.post('/v1/customers', { body: { externalId: 'kept' } });
  const purse = await first.api.get('/v1/purse', { query: { customerId: 'kept', currency: 'POL' } });
  const done = await first.payTo(purse.address, 'POL', '5');
  await first.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', done);
  const chain = first.network('POLYGON');
  await chain.pauseMining();
  const open = await first.payTo(purse.address, 'POL', '6');
  await chain.mine(1);
  await first.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', open);
  const block = await chain.request('eth_getBlockByNumber', ['latest', false]);
  await first.stop();
  expect(existsSync(join(home, 'running.json'))).toBe(false);

  const second = await startTestStack({ home });
  const { number } = block as { number: string };
  expect(await second.network('POLYGON').request('eth_getBlockByNumber', [number, false])).toEqual(block);
  expect(await second.api.get('/v1/purse', { query: { customerId: 'kept', currency: 'POL' } })).toMatchObject(
    {
      purseId: purse.purseId,
      address: purse.address,
    },
  );
  await eventually('the open deposit is credited', async () => {
    return (await second.transactionOf(open))?.creditedTo === 'customer';
  });
  expect(await second.api.get('/v1/balances', { query: { customerId: 'kept' } })).toMatchObject([
    { coin: 'POL', balance: '11' },
  ]);
  await second.stop();

  // A chain that was reset alone does not match the database.
  rmSync(join(home, 'chains', 'POLYGON.jsonl'));
  await expect(startTestStack({ home })).rejects.toThrow(/npm run reset/);
  rmSync(home, { recursive: true, force: true });
}, 90_000);
