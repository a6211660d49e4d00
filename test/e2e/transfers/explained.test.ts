import { Wallet } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';
import type { TransferWorld } from './transferWorld.ts';
import { clean, startTransferWorld } from './transferWorld.ts';

const ether = 10n ** 18n;
const usdt = 1_000_000n;
/** What a contract sends, which no transaction shows. */
const sent = 3n * 10n ** 17n;

let world: TransferWorld;
let owner: Owner;
beforeEach(async () => {
  world = await startTransferWorld({ nativeSource: 'topLevel', auditedPurses: 20 });
  const { rpcUrl, faucetKey: key } = world.anvil;
  await deployContract({ rpcUrl, key, name: 'BatchPayer' });
  await world.mine(1);
  owner = await world.newCustomer();
});

const byContract = (to: Owner): Promise<string> => {
  const { rpcUrl, faucetKey: key } = world.anvil;
  return payInternal({ rpcUrl, key, to: to.address, amount: sent });
};
const booked = async (of: Owner): Promise<readonly string[]> =>
  (
    await world.watcher.db
      .selectFrom('transactions')
      .select(['block_number', 'amount'])
      .where('purse_id', '=', of.purseId)
      .where('ordinal', '=', 'balance')
      .where('block_hash', 'is not', null)
      .execute()
  ).map(({ block_number, amount }) => `${String(block_number)} ${String(amount)}`);
const head = async (): Promise<number> => Number(await world.anvil.request('eth_blockNumber'));

describe('coins that a contract sends to a purse', () => {
  it.each(['payment for its gas', 'sweep'] as const)(
    'in the block of a %s are booked once, in it',
    async what => {
      // The chain knows the address already: coins to a new one cost more gas than was estimated.
      await world.deposit(owner, world.watcher.usdt, 50n * usdt);
      expect(await world.finish(await world.planOne())).toBe('completed');
      await world.deposit(owner, world.watcher.usdt, 50n * usdt);
      const id = await world.planOne();
      await world.sign(id);
      if (what === 'sweep') {
        await world.mine(4);
        await world.sign(id);
      }
      await byContract(owner);
      await world.mine(1);
      const at = await head();
      await world.mine(4);
      await eventually('they are found', async () => (await booked(owner)).length > 0);
      // Nobody knows who sent them, so a person must judge them: until then the purse sends nothing more.
      const after = [await world.finish(id), ...(await world.items(id))];
      expect(after).toEqual(what === 'sweep' ? ['completed', 'swept'] : ['failed', 'skipped coin_must_stay']);
      const other = await world.newCustomer();
      await byContract(other);
      await world.mine(5);
      await eventually('another round is over', async () => (await booked(other)).length > 0);
      expect(await booked(owner)).toEqual([`${String(at)} ${String(sent)}`]);
      expect(await world.watcher.db.selectFrom('findings').selectAll().execute()).toEqual([]);
      expect(await world.audit()).toEqual(clean);
    },
  );
});

const findings = () =>
  world.watcher.db.selectFrom('findings').select(['kind', 'is_final', 'purse_id']).orderBy('kind').execute();

describe('the key of a purse that somebody else uses', () => {
  it('before it ever sent is found by the signer, and stops all purses', async () => {
    const other = await world.newCustomer();
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    await world.deposit(other, world.watcher.usdt, 50n * usdt);
    const [id, second] = await world.plan();
    await world.setBalance(owner.address, ether);
    const key = await world.keyOf(owner);
    const to = Wallet.createRandom().address;
    await sendTransaction({ rpcUrl: world.anvil.rpcUrl, key, to, value: 1n });
    await world.mine(1);
    for (const one of [id, second, id]) {
      if (one) await world.sign(one);
    }
    expect(await findings()).toMatchObject([{ kind: 'purse_nonce', purse_id: owner.purseId }]);
    expect(await world.sign(second ?? (await world.planOne()))).toMatchObject({ reason: 'lane_stopped' });
    expect((await world.sent()).filter(line => line.startsWith('purse'))).toEqual([]);
  });

  it('to give it code is found, too; when a person has explained it, that purse alone is left out', async () => {
    const other = await world.newCustomer();
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    await world.deposit(other, world.watcher.usdt, 50n * usdt);
    const ids = await world.plan();
    await world.anvil.request('anvil_setCode', [owner.address, `0xef0100${'12'.repeat(20)}`]);
    const sign = async (): Promise<readonly string[]> => {
      const all: string[] = [];
      for (const id of ids) {
        const sending = await world.sign(id);
        all.push(sending.outcome === 'waiting' ? sending.reason : sending.outcome);
      }
      return all.toSorted();
    };
    await sign();
    expect(await sign()).toEqual(['lane_stopped', 'lane_stopped']);
    expect(await findings()).toMatchObject([{ kind: 'purse_code', purse_id: owner.purseId }]);
    const explained = { resolved_at: new Date(), explanation: 'a test', resolved_by: 'tester' };
    await world.watcher.db.updateTable('findings').set(explained).execute();
    const opened = { stopped_code: null, stopped_detail: null, stopped_at: null };
    await world.watcher.db.updateTable('lanes').set(opened).execute();
    expect(await sign()).toEqual(['left_out', 'purse_under_way']);
    const statuses = await Promise.all(
      ids.map(async id => [await world.finish(id), ...(await world.items(id))]),
    );
    expect(statuses.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['completed', 'swept'],
      ['failed', 'skipped code'],
    ]);
  });

  it('after it sent is found by the scanner, in the block', async () => {
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    expect(await world.finish(await world.planOne())).toBe('completed');
    const key = await world.keyOf(owner);
    const to = Wallet.createRandom().address;
    await sendTransaction({ rpcUrl: world.anvil.rpcUrl, key, to, value: 1n });
    await world.mine(1);
    expect(await findings()).toMatchObject([
      { kind: 'purse_nonce', purse_id: owner.purseId, is_final: false },
    ]);
    await world.mine(3);
    expect(await findings()).toContainEqual({
      kind: 'purse_nonce',
      purse_id: owner.purseId,
      is_final: true,
    });
    expect(await world.stopped()).toBe('unexplained_outflow');
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    for (const next of await world.plan(await world.person())) {
      expect(await world.sign(next)).toMatchObject({ reason: 'lane_stopped' });
    }
  });
});

it('while the operator’s lane is stopped, no purse signs', async () => {
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  const id = await world.planOne();
  await world.sign(id);
  await world.mine(4);
  const stop = { stopped_code: 'paused', stopped_detail: 'by hand', stopped_at: new Date() } as const;
  await world.watcher.db.updateTable('lanes').set(stop).where('purse_id', 'is', null).execute();
  expect(await world.sign(id).catch((error: unknown) => error)).toMatchObject({ reason: 'lane_stopped' });
  expect(await world.sent()).toEqual(['operator 0 top_up final']);
});
