import { AbiCoder, id } from 'ethers';
import { beforeEach, expect, it } from 'vitest';
import { matchUnknown } from '../../../db/sending/reconcileLane.ts';
import type { Address, TxHash } from '../../../domain/address.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

const whole = 10n ** 18n;
let world: SweepingWorld;
beforeEach(async () => {
  world = await startSweepingWorld();
});

const skippedRows = async () =>
  (await world.watcher.db.selectFrom('sends').select(['status', 'skipped']).orderBy('nonce').execute()).map(
    ({ status, skipped }) => [status, skipped],
  );

/** Two purses have a coin each. The second item is for an address that is no destination. */
async function sweepTwo(): Promise<void> {
  const [one, other] = [await world.newPurse(), await world.newPurse()];
  await world.pay(one.address, whole);
  await world.pay(other.address, whole);
  await world.mine(1);
  await world.sweep([
    { purse: one, amount: whole },
    { purse: other, amount: whole, to: world.payee },
  ]);
}

it('the items that the sweeper skipped are saved with their reasons, and forgotten in a reorg', async () => {
  await sweepTwo();
  await world.mine(2);
  expect(await skippedRows()).toEqual([['mined', [{ index: 1, reason: 1 }]]]);
  expect(await world.balanceOf(world.destination)).toBe(whole);
  await world.anvil.reorg(2);
  await world.mine(1);
  expect(await skippedRows()).toEqual([['sent', null]]);
  await world.tend();
  await world.mine(4);
  expect(await skippedRows()).toEqual([['final', [{ index: 1, reason: 1 }]]]);
});

it.each([
  ['nothing, as if each item had moved', []],
  ['another item', [{ index: 0, reason: 1 }]],
])('a node that says the sweeper skipped %s is denied by the second, and stops the chain', async (_, lie) => {
  await sweepTwo();
  await world.mine(1);
  const { db } = world.watcher;
  await db
    .updateTable('sends')
    .set({ skipped: JSON.stringify(lie) })
    .execute();
  await db.updateTable('blocks').set({ confirmed: false, proven: false, next_proof_at: null }).execute();
  await world.anvil.mine(3);
  expect((await world.watcher.stoppedBy()).code).toBe('chain_disagreement');
  expect(await skippedRows()).toEqual([['mined', lie]]);
});

/** A contract that logs `ItemSkipped` with these numbers when it is called. */
async function setLogger(index: bigint, reason: bigint): Promise<Address> {
  const word = (value: bigint): string => AbiCoder.defaultAbiCoder().encode(['uint256'], [value]).slice(2);
  const topic = id('ItemSkipped(uint256,uint8)').slice(2);
  // mstore(0, index); mstore(32, reason); log1(0, 64, topic)
  const code = `0x7f${word(index)}6000527f${word(reason)}6020527f${topic}60406000a100`;
  const address = `0x${'5c'.repeat(20)}` as Address;
  await world.anvil.request('anvil_setCode', [address, code]);
  return address;
}

it('what a payee says in numbers that no sweeper has does not stop the scanner', async () => {
  const to = await setLogger(2n ** 255n, 1n);
  await world.send('a', { call: { to, gasLimit: 100_000n } });
  await world.mine(3);
  expect(await skippedRows()).toEqual([['final', []]]);
});

it('a transaction that a person matches keeps what its contract skipped', async () => {
  await world.send('first');
  await world.mine(1);
  const { rpc, key, network } = world.deps;
  const to = await setLogger(3n, 4n);
  const fees = { maxFeePerGas: 90n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n };
  const raw = await key.signTransaction({
    ...{ type: 2, chainId: network.chainId, nonce: 1, to, gasLimit: 100_000n, ...fees },
  });
  const hash = String(await rpc.call('eth_sendRawTransaction', [raw])) as TxHash;
  await world.mine(3);
  const { db } = world.watcher;
  const lane = { chainId: network.chainId, sender: world.sender };
  expect(await matchUnknown(db, lane, { hash, intent: null, reason: 'sent by hand' })).toBe('matched');
  expect(await skippedRows()).toEqual([
    ['final', []],
    ['final', [{ index: 3, reason: 4 }]],
  ]);
});

it('another contract that the called one calls does not speak for it', async () => {
  const inner = await setLogger(0n, 1n);
  const outer = `0x${'5d'.repeat(20)}` as Address;
  // call(gas(), inner, 0, 0, 0, 0, 0)
  const code = `0x6000600060006000600073${inner.slice(2)}5af100`;
  await world.anvil.request('anvil_setCode', [outer, code]);
  await world.send('a', { call: { to: outer, gasLimit: 100_000n } });
  await world.mine(1);
  expect(await skippedRows()).toEqual([['mined', []]]);
  const block = (await world.anvil.request('eth_getLogs', [
    { address: inner, fromBlock: '0x0' },
  ])) as unknown[];
  expect(block).toHaveLength(1);
});
