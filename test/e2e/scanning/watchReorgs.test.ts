import { Wallet } from 'ethers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { Owner } from '../../db/fixtures.ts';
import type { Watcher } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
let watcher: Watcher;
let owner: Owner;
beforeEach(async () => {
  watcher = await startWatcher({ network: { finality: { kind: 'confirmations', blocks: 3 } } });
  owner = await watcher.newOwner();
});
afterEach(() => watcher.stop());

/** Rows of the only transfer, oldest first. */
const deposits = () => watcher.db.selectFrom('transactions').selectAll().orderBy('id').execute();
const entries = () =>
  watcher.db.selectFrom('entries').select(['purpose', 'incarnation']).orderBy('id').execute();
const mine = async (blocks: number): Promise<void> => {
  await watcher.chain.mine(blocks);
  await watcher.caughtUp();
};
const reorg = async (options: Parameters<Watcher['chain']['reorg']>[0]): Promise<void> => {
  await watcher.chain.reorg(options);
  await watcher.caughtUp();
};

describe('a reorg before the credit', () => {
  it('that drops the transfer withdraws the deposit, and its observation stays, not canonical', async () => {
    const hash = await watcher.pay(owner.address, watcher.eth, whole);
    await mine(1);
    await reorg({ depth: 1, drop: [hash] });
    expect(await deposits()).toMatchObject([{ status: 'REORGED', block_hash: null, credited_to: null }]);
    expect(await watcher.db.selectFrom('observations').select('canonical').execute()).toEqual([
      { canonical: false },
    ]);
    expect(await watcher.events(owner)).toContain('TRANSACTION_REORGED');
    await mine(5);
    expect(await entries()).toEqual([]);
  });

  it('that moves the transfer to another block leaves one deposit, credited once', async () => {
    await watcher.pay(owner.address, watcher.eth, whole);
    await mine(2);
    const [before] = await deposits();
    await reorg({ depth: 2 });
    const [after, ...others] = await deposits();
    expect(others).toEqual([]);
    expect(after?.id).toBe(before?.id);
    expect(after?.block_hash).not.toBe(before?.block_hash);
    await mine(3);
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
    expect(await entries()).toEqual([{ purpose: 'credit', incarnation: 0 }]);
  });

  it('that makes the chain shorter, and then brings the same blocks back, changes nothing', async () => {
    await watcher.pay(owner.address, watcher.eth, whole);
    await mine(2);
    const [before] = await deposits();
    await watcher.chain.reorg({ depth: 2, blocks: 0, withhold: true });
    await watcher.chain.reorg({ restore: true });
    await watcher.caughtUp();
    await mine(3);
    const [after, ...others] = await deposits();
    expect(others).toEqual([]);
    expect(after).toMatchObject({ id: before?.id, block_hash: before?.block_hash });
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  });

  it('that was seen in between, and returns to the same block, makes its observation canonical again', async () => {
    await watcher.pay(owner.address, watcher.eth, whole);
    await mine(1);
    const [before] = await deposits();
    await reorg({ depth: 1, blocks: 2, withhold: true });
    expect(await deposits()).toMatchObject([{ block_hash: null }]);
    await watcher.chain.reorg({ restore: true });
    await mine(4);
    expect(await deposits()).toMatchObject([{ id: before?.id, block_hash: before?.block_hash }]);
    expect(await watcher.db.selectFrom('observations').select(['block_hash', 'canonical']).execute()).toEqual(
      [{ block_hash: before?.block_hash, canonical: true }],
    );
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  });

  it('finds the transfer at another place in its block, as its place inside its receipt is the same', async () => {
    const payer = Wallet.createRandom();
    await watcher.pay(payer.address, watcher.eth, whole);
    await watcher.pay(payer.address, watcher.usdt, 3_000_000n);
    await mine(1);
    const other = await watcher.pay('0x000000000000000000000000000000000000dEaD', watcher.usdt, 5_000_000n);
    const { rpcUrl } = watcher.chain;
    const ours = await pay({
      rpcUrl,
      key: payer.privateKey,
      to: owner.address,
      currency: watcher.usdt,
      amount: 3_000_000n,
    });
    const logIndex = async (): Promise<unknown> => {
      const receipt = await watcher.chain.request('eth_getTransactionReceipt', [ours]);
      return (receipt as { logs: { logIndex: string }[] }).logs[0]?.logIndex;
    };
    await mine(1);
    const [before] = await deposits();
    const indexBefore = await logIndex();
    await reorg({ depth: 1, drop: [other] });
    expect([indexBefore, await logIndex()]).toEqual(['0x1', '0x0']);
    await mine(4);
    const [after, ...others] = await deposits();
    expect(others).toEqual([]);
    expect(after).toMatchObject({ id: before?.id, ordinal: before?.ordinal });
    expect(await watcher.credited(owner, watcher.usdt)).toBe(3_000_000n);
  });
});

describe('a reorg across the credit', () => {
  /** Small sums are final at once, so a fork above the rule for all can remove credited money. */
  const startTiered = async (): Promise<void> => {
    await watcher.stop();
    watcher = await startWatcher({
      network: {
        finality: { kind: 'confirmations', blocks: 8 },
        tiers: [{ below: 100n * whole, policy: { kind: 'confirmations', blocks: 1 } }],
      },
    });
    owner = await watcher.newOwner();
  };

  it('posts the reversal in full, sends an event, and credits again when the transfer returns', async () => {
    await startTiered();
    const hash = await watcher.pay(owner.address, watcher.eth, whole);
    await mine(1);
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
    await reorg({ depth: 1, withhold: true });
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    expect(await deposits()).toMatchObject([{ status: 'REORGED', credited_to: null, incarnation: 1 }]);
    const sent = await watcher.db.selectFrom('events').select(['type', 'data']).orderBy('position').execute();
    expect(sent.at(-1)).toMatchObject({ type: 'TRANSACTION_REORGED', data: { reversed: true } });

    await mine(2);
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
    expect(await deposits()).toMatchObject([{ tx_hash: hash, status: 'CONFIRMED' }]);
    expect(await entries()).toEqual([
      { purpose: 'credit', incarnation: 0 },
      { purpose: 'reversal', incarnation: 0 },
      { purpose: 'credit', incarnation: 1 },
    ]);
  });

  it('credits a replacement as a separate deposit if the sender paid differently', async () => {
    await startTiered();
    const hash = await watcher.pay(owner.address, watcher.eth, whole);
    await mine(1);
    await reorg({ depth: 1, drop: [hash] });
    await watcher.pay(owner.address, watcher.eth, 2n * whole);
    await mine(2);
    expect(await watcher.credited(owner, watcher.eth)).toBe(2n * whole);
    expect(await deposits()).toMatchObject([{ status: 'REORGED' }, { status: 'CONFIRMED' }]);
  });
});

describe('a reorg deeper than finality', () => {
  it('stops the chain and says so, and is followed, with reversals, when an operator resumes it', async () => {
    const hash = await watcher.pay(owner.address, watcher.eth, whole);
    await mine(6);
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
    await watcher.chain.reorg({ depth: 6, drop: [hash] });
    expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
    const cursor = () =>
      watcher.db.selectFrom('chain_cursors').select('stopped_code').executeTakeFirstOrThrow();
    expect(await cursor()).toEqual({ stopped_code: 'reorg_too_deep' });
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);

    watcher.resume({ acceptDeepReorg: true });
    await watcher.caughtUp();
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    expect(await cursor()).toEqual({ stopped_code: null });
  });
});
