// Destinations at the real contract, on anvil with two endpoints: a block with a proposal is proven, too.
import { Interface, Wallet } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import { create2Factory } from '../../../chain/sweeping/create2Factory.ts';
import { sweeperDeployment } from '../../../chain/sweeping/sweeperDeployment.ts';
import { findDestination } from '../../../db/destinations/destinations.ts';
import { recordDestinations } from '../../../db/destinations/recordDestinations.ts';
import { saveSweeper } from '../../../db/sweepers/saveSweeper.ts';
import type { Address } from '../../../domain/address.ts';
import type { AccountId, DestinationId } from '../../../domain/ids.ts';
import type { ChainId } from '../../../domain/registry.ts';
import { destinationCall } from '../../../domain/sweeping/destination.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import { address, txHash } from '../../db/fixtures.ts';
import { eventsOf, register } from '../../db/destinations/destinationWorld.ts';
import { newAccount } from '../../db/webhooks/webhookWorld.ts';
import type { AnvilWorld } from '../../nodes/anvil/anvilWorld.ts';
import { startAnvilWorld } from '../../nodes/anvil/anvilWorld.ts';

const delaySeconds = 3600;

let world: AnvilWorld;
let accountId: AccountId;
let sweeper: Address;
let there: Address;
beforeEach(async () => {
  world = await startAnvilWorld({ finality: { kind: 'confirmations', blocks: 3 } });
  accountId = await newAccount(world.watcher.db);
  sweeper = await deploy(accountId);
  there = address();
});

/** Through the factory, by whoever pays; the faucet is the owner. */
async function deploy(account: AccountId): Promise<Address> {
  const { anvil, watcher } = world;
  expect(await anvil.request('eth_getCode', [create2Factory, 'latest'])).not.toBe('0x');
  const owner = new Wallet(anvil.faucetKey).address.toLowerCase() as Address;
  const chainId = anvil.chainId as ChainId;
  const made = sweeperDeployment({ account, owner, chainId, delaySeconds });
  await send(made.call);
  await world.mine(1);
  await saveSweeper(watcher.db, {
    ...{ account_id: account, network: watcher.network.code, chain_id: chainId, owner },
    ...{ delay_seconds: delaySeconds, sweeper: made.sweeper, delegate: made.delegate },
    purse_code_hash: made.purseCodeHash,
  });
  return made.sweeper;
}

const send = (call: { readonly to: string; readonly data: string }): Promise<string> =>
  sendTransaction({ rpcUrl: world.anvil.rpcUrl, key: world.anvil.faucetKey, ...call });
const propose = (what = there) => send(destinationCall('propose', sweeper, what));
const state = async (id: DestinationId) => {
  const { status, to_send } = await findDestination(world.watcher.db, accountId, id);
  return [status, to_send];
};
const types = async () => (await eventsOf(world.watcher.db, accountId)).map(({ type }) => type);
const atContract = async (): Promise<bigint> => {
  const abi = new Interface(['function activeAt(address) view returns (uint256)']);
  const data = abi.encodeFunctionData('activeAt', [there]);
  return BigInt(String(await world.anvil.request('eth_call', [{ to: sweeper, data }, 'latest'])));
};
const laterBy = (seconds: number) => world.anvil.request('evm_increaseTime', [seconds]);

it('a destination is proposed, active after the delay of the contract, and disabled', async () => {
  const { id } = await register(world.watcher.db, accountId, there);
  await propose();
  await world.mine(1);
  expect(await state(id)).toEqual(['pending', null]);
  await world.mine(2);
  expect(await state(id)).toEqual(['proposed', null]);
  const { active_at } = await findDestination(world.watcher.db, accountId, id);
  expect(BigInt(active_at?.getTime() ?? 0)).toBe((await atContract()) * 1000n);

  await laterBy(delaySeconds);
  await world.mine(2);
  // The block that is late enough is not final yet.
  expect(await state(id)).toEqual(['proposed', null]);
  await world.mine(1);
  expect(await state(id)).toEqual(['active', null]);

  await send(destinationCall('disable', sweeper, there));
  await world.mine(1);
  expect(await atContract()).toBe(0n);
  expect(await state(id)).toEqual(['disabled', null]);
  await world.mine(3);
  expect(await types()).toEqual(['DESTINATION_CREATED', 'DESTINATION_ACTIVATED', 'DESTINATION_DISABLED']);
  expect(world.watcher.troubles).toEqual([]);
  const proven = await world.watcher.db
    .selectFrom('destination_events as e')
    .innerJoin('blocks as b', join =>
      join.onRef('b.chain_id', '=', 'e.chain_id').onRef('b.number', '=', 'e.block_number'),
    )
    .select(['e.kind', 'e.is_final', 'b.proven'])
    .orderBy('e.block_number')
    .execute();
  expect(proven).toEqual([
    { kind: 'proposed', is_final: true, proven: true },
    { kind: 'disabled', is_final: true, proven: true },
  ]);
});

describe('a reorg', () => {
  it('takes a proposal back, and brings it again in another block', async () => {
    const { anvil } = world;
    const { id } = await register(world.watcher.db, accountId, there);
    const raw = await anvil.rawOf(await propose());
    await world.mine(2);
    expect(await state(id)).toEqual(['pending', null]);
    await anvil.reorg(2);
    await world.mine(4);
    expect(await state(id)).toEqual(['pending', 'propose']);
    await anvil.request('eth_sendRawTransaction', [raw]);
    await world.mine(3);
    expect(await state(id)).toEqual(['proposed', null]);
  });

  it('leaves a proposal of nobody untold until it is final, and then it is told once', async () => {
    const { anvil } = world;
    const raw = await anvil.rawOf(await propose());
    await world.mine(2);
    await anvil.reorg(2, [raw]);
    await world.watcher.caughtUp();
    expect(await types()).toEqual([]);
    await world.mine(1);
    expect(await types()).toEqual(['DESTINATION_UNKNOWN']);
    await world.mine(3);
    expect(await types()).toEqual(['DESTINATION_UNKNOWN']);
  });
});

it('a rescan finds a proposal that was mined before the sweeper was known here', async () => {
  const { db } = world.watcher;
  const saved = await db.selectFrom('sweepers').selectAll().executeTakeFirstOrThrow();
  await db.deleteFrom('sweepers').execute();
  await propose();
  await world.mine(4);
  expect(await db.selectFrom('destination_events').selectAll().execute()).toEqual([]);
  await saveSweeper(db, saved);
  const { id } = await register(db, accountId, there);
  expect(await state(id)).toEqual(['pending', 'propose']);
  const head = Number(await world.anvil.request('eth_blockNumber'));
  await world.watcher.rescan({ from: head - 4, to: head - 1 });
  await world.mine(1);
  expect(await state(id)).toEqual(['proposed', null]);
});

it('a proposal that a second node does not show stops the chain, and does not count', async () => {
  const { anvil, watcher } = world;
  const { id } = await register(watcher.db, accountId, there);
  await world.mine(1);
  await watcher.pause();
  const { number, hash } = await watcher.db
    .selectFrom('blocks')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  // As if the first node had lied.
  const lie = {
    ...{ sweeper, address: there, kind: 'proposed' as const },
    activeAt: new Date(0),
    logIndex: 0,
  };
  const chainId = watcher.network.chainId;
  await recordDestinations(watcher.db, { chainId, number, hash }, [{ ...lie, txHash: txHash() }]);
  await watcher.db
    .updateTable('blocks')
    .set({ confirmed: false, proven: false })
    .where('number', '=', number)
    .execute();
  watcher.resume({ acceptDeepReorg: false });
  await anvil.mine(4);
  expect((await watcher.stoppedBy()).code).toBe('chain_disagreement');
  expect(await state(id)).toEqual(['pending', null]);
});

it('a contract that says the same as a sweeper is not heard', async () => {
  // Runs in its constructor: a log with the topics of a proposal, and a word of data.
  const topic = new Interface(['event DestinationProposed(address indexed, uint256)']).getEvent(
    'DestinationProposed',
  )?.topicHash;
  if (topic === undefined) throw new Error('no such event');
  const push32 = (word: string): string => `7f${word.slice(2).padStart(64, '0')}`;
  const data = `0x${push32(there)}${push32(topic)}60206000a200`;
  await sendTransaction({ rpcUrl: world.anvil.rpcUrl, key: world.anvil.faucetKey, to: null, data });
  await world.mine(4);
  expect(await types()).toEqual([]);
  expect(await world.watcher.db.selectFrom('destination_events').selectAll().execute()).toEqual([]);
  expect(world.watcher.troubles).toEqual([]);
});
