import { expect, it } from 'vitest';
import type { ComplianceProvider } from '../../../domain/deposits/compliance.ts';
import type { SweepId } from '../../../domain/ids.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import { testArtifacts } from '../../../testkit/chain/contracts/testArtifacts.ts';
import { must } from '../../db/fixtures.ts';
import { personOf } from '../../db/operator.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

const usdt = 1_000_000n;
const ether = 10n ** 18n;

/** Declines what ends with 13 base units. */
const provider: ComplianceProvider = {
  name: 'test',
  kind: 'inline',
  screen: ({ amount }) =>
    Promise.resolve({
      verdict: amount % 100n === 13n ? 'decline' : 'approve',
      by: 'test',
      score: null,
      raw: {},
    }),
};

/** Plans all that a person may ask for, sends it, and waits until it is final. */
async function sweepAll(world: SweepingWorld): Promise<SweepId> {
  const [id] = await world.plan(await world.person());
  const sweepId = must(id);
  expect(await world.sign(sweepId)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  return sweepId;
}

it('held, dust, unfinal and unfound coins stay at the purse to the last unit', async () => {
  // No round of the watcher finds what contracts send.
  const world = await startSweepingWorld({ auditedPurses: 0 }, { provider });
  const { anvil, watcher } = world;
  const { eth, usdt: token } = watcher;
  const [declined, dusty] = [await world.newCustomer(), await world.newCustomer()];
  await world.deposit(declined, token, 40n * usdt);
  await world.deposit(declined, eth, ether);
  await world.deposit(declined, token, 7n * usdt + 13n);
  await world.deposit(declined, eth, ether / 2n + 13n);

  await world.deposit(dusty, token, 30n * usdt);
  await world.deposit(dusty, eth, 2n * ether);
  await world.deposit(dusty, token, usdt / 2n);
  await world.deposit(dusty, eth, ether / 10_000n);
  const { rpcUrl, faucetKey: key } = anvil;
  const internal = { rpcUrl, key, artifacts: await testArtifacts() };
  await anvil.request('evm_setAutomine', [true]);
  await payInternal({ ...internal, to: dusty.address, amount: ether / 3n });
  await anvil.request('evm_setAutomine', [false]);
  await world.mine(4);
  await pay({ rpcUrl, key, to: dusty.address, currency: token, amount: 9n * usdt });
  await pay({ rpcUrl, key, to: dusty.address, currency: eth, amount: ether / 7n });
  await world.mine(1);

  const id = await sweepAll(world);
  expect(await world.settle(id)).toBe('completed');
  expect(await world.items(id)).toEqual(['swept', 'swept', 'swept', 'swept']);
  expect(await world.tokensOf(declined.address)).toBe(7n * usdt + 13n);
  expect(await world.balanceOf(declined.address)).toBe(ether / 2n + 13n);
  expect(await world.tokensOf(dusty.address)).toBe(usdt / 2n + 9n * usdt);
  expect(await world.balanceOf(dusty.address)).toBe(ether / 10_000n + ether / 3n + ether / 7n);
  expect(await world.tokensOf(world.treasury)).toBe(70n * usdt);
  expect(await world.balanceOf(world.treasury)).toBe(3n * ether);
  expect(await world.book('held', token)).toBe(7n * usdt + 13n);
  expect(await world.book('unattributed', eth)).toBe(ether / 10_000n);

  // What was not final then is swept now, and the rest stays.
  expect(await world.settle(await sweepAll(world))).toBe('completed');
  expect(await world.tokensOf(dusty.address)).toBe(usdt / 2n);
  expect(await world.balanceOf(dusty.address)).toBe(ether / 10_000n + ether / 3n);
});

it('a blocked customer’s money is swept, and is booked out of custody like any other', async () => {
  const world = await startSweepingWorld();
  const owner = await world.newCustomer();
  await (await personOf(world.watcher.db, owner)).block(true);
  await world.deposit(owner, world.watcher.usdt, 40n * usdt);
  expect(await world.book('merchant', world.watcher.usdt)).toBe(40n * usdt);
  expect(await world.settle(await sweepAll(world))).toBe('completed');
  expect(await world.tokensOf(world.treasury)).toBe(40n * usdt);
  expect(await world.book('merchant', world.watcher.usdt)).toBe(40n * usdt);
  expect(await world.book('custody', world.watcher.usdt)).toBe(0n);
});

it('what a contract sent, and a round of balances found, is swept once it is credited', async () => {
  const world = await startSweepingWorld();
  const { anvil, watcher } = world;
  const owner = await world.newCustomer();
  await world.deposit(owner, watcher.eth, ether);
  const { rpcUrl, faucetKey: key } = anvil;
  await anvil.request('evm_setAutomine', [true]);
  await payInternal({ rpcUrl, key, artifacts: await testArtifacts(), to: owner.address, amount: ether / 3n });
  await anvil.request('evm_setAutomine', [false]);
  await world.mine(4);
  await expect
    .poll(
      async () =>
        (
          await watcher.db
            .selectFrom('transactions')
            .select('credited_to')
            .where('kind', '=', 'internal')
            .execute()
        ).map(({ credited_to }) => credited_to),
      { timeout: 10_000 },
    )
    .toEqual(['customer']);
  const id = await sweepAll(world);
  expect(await world.settle(id)).toBe('completed');
  expect(await world.balanceOf(owner.address)).toBe(0n);
  expect(await world.balanceOf(world.treasury)).toBe(ether + ether / 3n);
});
