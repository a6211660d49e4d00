import { beforeEach, describe, expect, it } from 'vitest';
import { withdrawIntent } from '../../../db/sending/withdrawIntent.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import { audit } from '../../nodes/expectOnce.ts';
import { eventually } from '../testStack.ts';
import type { SweepingWorld, SweptPurse } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

const whole = 10n ** 18n;
/** What a contract sends, which no transaction shows. */
const sent = 3n * 10n ** 17n;
let world: SweepingWorld;
let purse: SweptPurse;
/** It is never swept. */
let other: SweptPurse;
beforeEach(async () => {
  world = await startSweepingWorld({ nativeSource: 'topLevel', auditedPurses: 20 });
  const { rpcUrl, faucetKey: key } = world.anvil;
  await deployContract({ rpcUrl, key, name: 'BatchPayer' });
  await world.mine(1);
  purse = await world.newPurse();
  other = await world.newPurse();
  await world.pay(purse.address, whole);
  await world.mine(4);
});

const byContract = (to: SweptPurse = purse): Promise<string> => {
  const { rpcUrl, faucetKey: key } = world.anvil;
  return payInternal({ rpcUrl, key, to: to.address, amount: sent });
};
const head = async (): Promise<number> => Number(await world.anvil.request('eth_blockNumber'));
/** What balances told of the purse, as `block amount`. */
const booked = async (of: SweptPurse = purse) =>
  (
    await world.watcher.db
      .selectFrom('transactions')
      .select(['block_number', 'amount'])
      .where('purse_id', '=', of.purseId)
      .where('ordinal', '=', 'balance')
      .where('block_hash', 'is not', null)
      .execute()
  ).map(({ block_number, amount }) => `${String(block_number)} ${String(amount)}`);
const status = async () =>
  (await world.watcher.db.selectFrom('sends').select('status').executeTakeFirst())?.status;
/**
 * Waits until all purses had their turn, but for those that wait. All are compared at one look, one look after the other:
 * when what another purse got after the first look is found, the first has ended.
 */
async function aRound(): Promise<void> {
  for (let look = 0; look < 2; look += 1) {
    const before = (await booked(other)).length;
    await byContract(other);
    await world.mine(4);
    await eventually('it is found', async () => (await booked(other)).length > before);
  }
}
/** Mines until the sweep is final and the balances were compared. */
async function settle(): Promise<void> {
  await world.mine(5);
  expect(await status()).toBe('final');
  await aRound();
}

/** Exactly what the contract sent is booked, in the block in which it came, and the chain has what the books say. */
async function expectBooked(at: number): Promise<void> {
  expect(await booked()).toEqual([`${String(at)} ${String(sent)}`]);
  expect(await audit(world.watcher)).toEqual({ verdict: 'clean', differences: [], failure: null });
}

const times = ['before', 'in', 'after'] as const;

describe('coins that a contract sends', () => {
  it.each(times)('%s the block of a sweep are booked once, where they came', async time => {
    let at = 0;
    if (time === 'before') {
      await byContract();
      await world.anvil.mine(1);
      at = await head();
    }
    await world.sweep([{ purse, amount: whole }]);
    if (time === 'in') await byContract();
    await world.mine(1);
    if (time === 'in') at = await head();
    if (time === 'after') {
      await byContract();
      await world.mine(1);
      at = await head();
    }
    await settle();
    expect(await world.balanceOf(purse.address)).toBe(sent);
    await expectBooked(at);
  });

  it.each(times)('%s the block of a sweep that a reorg takes away are booked once', async time => {
    const before = time === 'before' ? await byContract() : null;
    if (before !== null) await world.anvil.mine(1);
    await world.sweep([{ purse, amount: whole }]);
    const within = time === 'in' ? await byContract() : null;
    await world.mine(1);
    const after = time === 'after' ? await byContract() : null;
    await world.mine(1);
    expect(await status()).toBe('mined');
    const hash = within ?? after;
    const raws = hash === null ? [] : [await world.anvil.rawOf(hash)];
    // `before` stays in its block, and the others come again in the first new one; the sweep is on its way again.
    await world.anvil.reorg(2, raws);
    const at = before === null ? (await head()) - 1 : (await head()) - 2;
    await world.mine(1);
    expect(await status()).toBe('sent');
    await world.mine(4);
    await aRound();
    // The contract's coins are final, and the purse waits.
    expect(await booked()).toEqual([]);
    await world.tend();
    await settle();
    expect(await world.balanceOf(purse.address)).toBe(sent);
    await expectBooked(at);
  });

  it('are booked once if the sweep’s nonce was used for nothing', async () => {
    const { id } = await world.sweep([{ purse, amount: whole }]);
    await byContract();
    expect(await withdrawIntent(world.watcher.db, { kind: 'sweep', id })).toBe(true);
    expect(await world.tend()).toEqual(['replace 0']);
    await world.mine(1);
    const at = await head();
    await settle();
    expect(await world.balanceOf(purse.address)).toBe(whole + sent);
    await expectBooked(at);
  });

  it.each([
    ['the sweeper skipped the item', true],
    ['the batch failed', false],
  ])('are booked once if %s', async (_, succeeded) => {
    if (!succeeded) await world.pauseSweeper();
    await world.sweep([{ purse, amount: whole, to: world.payee }]);
    await byContract();
    await world.mine(1);
    const at = await head();
    await settle();
    const row = await world.watcher.db.selectFrom('sends').select('succeeded').executeTakeFirst();
    expect(row).toEqual({ succeeded });
    await expectBooked(at);
  });
});

it('a purse that is being swept is compared after the others of a gap, which stays open for it', async () => {
  const { anvil, watcher } = world;
  watcher.resumeWith({ auditedPurses: 0 });
  const others = await Promise.all(Array.from({ length: 25 }, () => world.newPurse()));
  const last = others.at(-1) ?? other;
  for (const to of [purse, last]) await byContract(to);
  const { sent: sweep } = await world.sweep([{ purse, amount: whole }]);
  if (sweep.outcome !== 'sent') throw new Error('the sweep was not sent');
  await anvil.request('anvil_dropTransaction', [sweep.hash]);
  await world.mine(1);
  const at = await head();
  await world.mine(4);
  expect(await status()).toBe('sent');
  const { chainId } = watcher.network;
  await watcher.db
    .insertInto('chain_gaps')
    .values({ chain_id: chainId, from_block: at, to_block: at, mined_at: new Date(), reason: 'test' })
    .execute();
  const waiting = () => watcher.db.selectFrom('chain_gap_purses').select(['purse_id', 'waits']).execute();
  const gap = () =>
    watcher.db.selectFrom('chain_gaps').select(['round', 'closed_at']).executeTakeFirstOrThrow();
  await eventually('it is found', async () => (await booked(last)).length > 0);
  await eventually('all others were compared', async () => (await gap()).round === 'rest');
  // The end of the round is looked for again and again.
  await world.mine(2);
  expect(await waiting()).toEqual([{ purse_id: purse.purseId, waits: true }]);
  expect(await gap()).toEqual({ round: 'rest', closed_at: null });
  expect(await booked()).toEqual([]);
  await world.tend();
  await world.mine(5);
  await eventually('the gap is closed', async () => (await gap()).closed_at !== null);
  expect(await waiting()).toEqual([]);
  await expectBooked(at);
});
