import { beforeEach, describe, expect, it } from 'vitest';
import { gwei, rpcInstead, startLaneWorld, useElsewhere } from './laneWorld.ts';
import type { LaneWorld } from './laneWorld.ts';
import { openLane } from '../../../db/sending/openLane.ts';
import { matchUnknown, resumeLane } from '../../../db/sending/reconcileLane.ts';
import { withdrawIntent } from '../../../db/sending/withdrawIntent.ts';
import { PurserError } from '../../../domain/errors.ts';
import { createTestDatabase } from '../../database.ts';
import { newAccount } from '../../db/webhooks/webhookWorld.ts';

let world: LaneWorld;
beforeEach(async () => {
  world = await startLaneWorld();
});

const payout = (id: string) => ({ kind: 'payout', id }) as const;
/** Each nonce as `nonce intent status attempts`. */
const brief = async () =>
  (await world.sends()).map(
    ({ nonce, intent, status, attempts }) =>
      `${String(nonce)} ${String(intent)} ${status} ${String(attempts)}`,
  );

describe('an intent', () => {
  it('is sent, mined, and final when the scanner has read so far', async () => {
    expect(await world.send('a')).toMatchObject({ outcome: 'sent', nonce: 0 });
    expect(await brief()).toEqual(['0 a sent 1']);
    await world.mine(1);
    expect(await brief()).toEqual(['0 a mined 1']);
    await world.mine(2);
    expect(await brief()).toEqual(['0 a final 1']);
    expect(await world.balanceOf(world.payee)).toBe(gwei);
    const row = await world.watcher.db.selectFrom('sends').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ succeeded: true, gas_used: 21_000n });
    expect(10n ** 18n - (await world.balanceOf(world.sender))).toBe(gwei + (row.fee ?? 0n));
  });

  it('has one nonce, however often and at once it is sent', async () => {
    await world.send('first');
    const ids = ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'];
    const sent = await Promise.all(
      ids.map(async id => {
        for (;;) {
          try {
            return await world.send(id);
          } catch (error) {
            // Others took each nonce: the same call works later.
            if (!(error instanceof PurserError) || !error.retryable) throw error;
          }
        }
      }),
    );
    expect(new Set(sent.map(({ outcome }) => outcome))).toEqual(new Set(['sent']));
    const rows = await world.sends();
    expect(rows.map(({ nonce }) => nonce)).toEqual([0, 1, 2, 3]);
    expect(rows.map(({ intent }) => intent).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'a',
      'b',
      'c',
      'first',
    ]);
    await world.mine(3);
    expect(await world.balanceOf(world.payee)).toBe(4n * gwei);
  });

  it('whose bytes no node got is on disk, and sent when the lane is looked at', async () => {
    const saved: string[] = [];
    const rpc = rpcInstead(world.deps.rpc, async (method, params) => {
      if (method !== 'eth_sendRawTransaction') return world.deps.rpc.call(method, params);
      const rows = await world.watcher.db.selectFrom('send_attempts').select('raw').execute();
      saved.push(...rows.map(({ raw }) => raw));
      expect(saved).toEqual(params);
      throw new PurserError('rpc_unavailable', 'dead');
    });
    expect(await world.send('a', { deps: { rpc } })).toMatchObject({ outcome: 'sent', nonce: 0 });
    expect(saved).toHaveLength(1);
    await world.mine(1);
    expect(await brief()).toEqual(['0 a sent 1']);
    expect(await world.tend()).toEqual(['broadcast 0']);
    expect(await world.tend()).toEqual([]);
    await world.mine(1);
    expect(await brief()).toEqual(['0 a mined 1']);
  });

  it('does not stop the lane because another signer sends while the node is asked', async () => {
    await world.send('first');
    /** A node that is asked while another signer sends. */
    const beside = (id: string) => {
      let isFirst = true;
      return rpcInstead(world.deps.rpc, async (method, params) => {
        if (isFirst && method === 'eth_getTransactionCount') {
          isFirst = false;
          await world.send(id);
        }
        return world.deps.rpc.call(method, params);
      });
    };
    expect(await world.send('late', { deps: { rpc: beside('before it') } })).toMatchObject({ nonce: 2 });
    expect(await world.tend(0, { rpc: beside('before the look') })).toEqual([]);
    expect(await world.stopped()).toBe(null);
  });

  it('that cannot be signed takes no nonce', async () => {
    const key = { ...world.deps.key, signTransaction: () => Promise.reject(new Error('the key is away')) };
    await expect(world.send('a', { deps: { key } })).rejects.toThrow('the key is away');
    expect(await world.send('b')).toMatchObject({ outcome: 'sent', nonce: 0 });
    expect(await brief()).toEqual(['0 b sent 1']);
  });

  it('is refused if the key signs something else', async () => {
    const signTransaction: typeof world.deps.key.signTransaction = transaction =>
      world.deps.key.signTransaction({ ...transaction, value: 2n * gwei });
    const key = { ...world.deps.key, signTransaction };
    await expect(world.send('a', { deps: { key } })).rejects.toThrow('another transaction');
    expect(await world.sends()).toEqual([]);
  });

  it('that failed in its block is final too, and its fee is known', async () => {
    // A contract without code for this call: the token's.
    const to = world.watcher.usdt.contract;
    if (!to) throw new Error('the token has no contract');
    await world.send('a', { call: { to, gasLimit: 100_000n } });
    await world.mine(3);
    const row = await world.watcher.db.selectFrom('sends').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'final', succeeded: false });
    expect(10n ** 18n - (await world.balanceOf(world.sender))).toBe(row.fee);
  });
});

describe('an intent waits, and takes no nonce,', () => {
  it('while the sender cannot pay for it and for all that is under way', async () => {
    await world.setBalance(world.sender, gwei);
    expect(await world.send('a')).toMatchObject({ outcome: 'waiting', reason: 'balance_too_low' });
    expect(await world.sends()).toEqual([]);
    const { baseFeePerGas } = (await world.anvil.request('eth_getBlockByNumber', ['latest', false])) as {
      baseFeePerGas: string;
    };
    const tip = BigInt(String(await world.anvil.request('eth_maxPriorityFeePerGas', [])));
    const cost = 21_000n * (2n * BigInt(baseFeePerGas) + tip) + gwei;
    await world.setBalance(world.sender, 2n * cost - 1n);
    expect(await world.send('a')).toMatchObject({ outcome: 'sent', nonce: 0 });
    expect(await world.send('b')).toMatchObject({ outcome: 'waiting', reason: 'balance_too_low' });
    await world.setBalance(world.sender, 2n * cost);
    expect(await world.send('b')).toMatchObject({ outcome: 'sent', nonce: 1 });
  });

  it('while the network asks for more than the cap', async () => {
    const policy = { ...world.deps.policy, cap: 1n };
    expect(await world.send('a', { deps: { policy } })).toMatchObject({ reason: 'price_above_cap' });
    expect(await world.send('a')).toMatchObject({ outcome: 'sent', nonce: 0 });
  });

  it('while as many nonces are under way as may be', async () => {
    const policy = { ...world.deps.policy, inFlight: 2 };
    await world.send('a', { deps: { policy } });
    await world.send('b', { deps: { policy } });
    expect(await world.send('c', { deps: { policy } })).toMatchObject({ reason: 'lane_full' });
    await world.mine(1);
    expect(await world.send('c', { deps: { policy } })).toMatchObject({ outcome: 'sent', nonce: 2 });
  });

  it('while the pool holds what was sent with its key before', async () => {
    await useElsewhere(world);
    expect(await world.send('a')).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await world.stopped()).toBe(null);
    await world.mine(1);
    expect(await world.send('a')).toMatchObject({ outcome: 'sent', nonce: 1 });
  });
});

describe('a price', () => {
  it('that is too low for long is raised, and either attempt may be mined', async () => {
    await world.send('a');
    expect(await world.tend(59_000)).toEqual([]);
    expect(await world.tend(61_000)).toEqual(['replace 0']);
    expect(await brief()).toEqual(['0 a sent 2']);
    await world.mine(3);
    expect(await brief()).toEqual(['0 a final 2']);
    expect(await world.balanceOf(world.payee)).toBe(gwei);
    const attempts = await world.watcher.db
      .selectFrom('send_attempts')
      .select('hash')
      .orderBy('number')
      .execute();
    const { mined_hash } = await world.watcher.db
      .selectFrom('sends')
      .select('mined_hash')
      .executeTakeFirstOrThrow();
    expect(mined_hash).toBe(attempts[1]?.hash);
  });

  it('is raised once by two that look at the same moment', async () => {
    await world.send('a');
    // Neither signs before both have looked: one that looks later would raise the other's attempt.
    const { promise: bothHaveLooked, resolve } = Promise.withResolvers<undefined>();
    let asked = 0;
    const key: typeof world.deps.key = {
      ...world.deps.key,
      async signTransaction(transaction) {
        asked += 1;
        if (asked === 2) resolve(undefined);
        await bothHaveLooked;
        return world.deps.key.signTransaction(transaction);
      },
    };
    const both = await Promise.all([world.tend(61_000, { key }), world.tend(61_000, { key })]);
    expect(both.flat().filter(did => did.startsWith('replace'))).toHaveLength(1);
    expect(await brief()).toEqual(['0 a sent 2']);
  });

  it('at its cap survives a spike in which the pool forgets it', async () => {
    const policy = { ...world.deps.policy, cap: 3n * gwei };
    await world.send('a', { deps: { policy } });
    for (let spike = 0; spike < 3; spike += 1) {
      const { hash } = await world.watcher.db
        .selectFrom('send_attempts')
        .select('hash')
        .orderBy('number', 'desc')
        .executeTakeFirstOrThrow();
      await world.anvil.request('anvil_dropTransaction', [hash]);
      await world.setBaseFee(50n * gwei);
      await world.mine(1);
      await world.tend(600_000, { policy });
      await world.setBaseFee(50n * gwei);
      await world.mine(1);
      expect((await world.sends())[0]).toMatchObject({ nonce: 0, status: 'sent' });
    }
    await world.setBaseFee(gwei);
    await world.mine(1);
    await world.tend(600_000, { policy });
    await world.setBaseFee(gwei);
    await world.mine(1);
    expect((await world.sends())[0]).toMatchObject({ nonce: 0, status: 'mined' });
    expect(await world.balanceOf(world.payee)).toBe(gwei);
  });
});

it('a withdrawn intent moves nothing, and the nonces behind it go on', async () => {
  await world.send('a');
  await world.send('b');
  expect(await withdrawIntent(world.watcher.db, payout('a'))).toBe(true);
  expect(await world.tend()).toEqual(['replace 0']);
  await world.mine(3);
  expect(await brief()).toEqual(['0 a final 2', '1 b final 1']);
  expect(await world.balanceOf(world.payee)).toBe(gwei);
  expect(await withdrawIntent(world.watcher.db, payout('a'))).toBe(false);
});

it('a nonce counter that is ahead of the chain is filled, and does not jam what follows', async () => {
  const { db } = world.watcher;
  await openLane(
    db,
    { chainId: world.deps.network.chainId, sender: world.sender },
    {
      accountId: world.deps.accountId,
      network: world.deps.network.code,
      nextNonce: 2,
    },
  );
  expect(await world.send('a')).toMatchObject({ outcome: 'sent', nonce: 2 });
  expect(await world.tend()).toEqual(['fill 0', 'fill 1']);
  await world.mine(1);
  expect(await brief()).toEqual(['0 null mined 1', '1 null mined 1', '2 a mined 1']);
  expect(await world.balanceOf(world.payee)).toBe(gwei);
});

it('a reorg takes a transaction back to sent, and it is mined and final once', async () => {
  await world.send('a');
  await world.mine(2);
  expect(await brief()).toEqual(['0 a mined 1']);
  await world.anvil.reorg(2);
  await world.mine(1);
  expect(await brief()).toEqual(['0 a sent 1']);
  await world.tend();
  await world.mine(4);
  expect(await brief()).toEqual(['0 a final 1']);
  expect(await world.balanceOf(world.payee)).toBe(gwei);
});

it('an outcome that a second node denies is never final, and stops the chain', async () => {
  await world.send('a');
  await world.mine(1);
  const { db } = world.watcher;
  // As if the first node had lied about it.
  await db.updateTable('sends').set({ succeeded: false }).execute();
  await db.updateTable('blocks').set({ confirmed: false, proven: false, next_proof_at: null }).execute();
  await world.anvil.mine(3);
  expect((await world.watcher.stoppedBy()).code).toBe('chain_disagreement');
  expect(await brief()).toEqual(['0 a mined 1']);
});

describe('a transaction that the lane never signed', () => {
  const lane = () => ({ chainId: world.deps.network.chainId, sender: world.sender });

  it('stops the lane when a block holds it at a nonce of the lane; a person matches it, and the intent is sent', async () => {
    await world.send('a');
    await world.send('b');
    const hash = await useElsewhere(world);
    await world.mine(1);
    expect(await world.stopped()).toBe('unknown_transaction');
    expect(await world.send('c')).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await world.tend()).toEqual([]);
    const { db } = world.watcher;
    expect(await resumeLane(db, lane(), 2)).toBe('unmatched');
    const match = () => matchUnknown(db, lane(), { hash, intent: null, reason: 'sent by hand' });
    expect(await match()).toBe('not_final');
    await world.mine(3);
    expect(await match()).toBe('matched');
    expect(await match()).toBe('not_unknown');
    expect(await resumeLane(db, lane(), 2)).toBe('resumed');
    // The nonce of `a` went to the other transaction, so `a` is sent anew; `b` was mined behind it.
    expect(await world.send('a')).toMatchObject({ outcome: 'sent', nonce: 2 });
    await world.mine(3);
    expect(await brief()).toEqual(['0 null final 1', '1 b final 1', '2 a final 1']);
    expect(await world.balanceOf(world.payee)).toBe(2n * gwei + 7n);
  });

  it('is an intent if a person says so, and that intent is never sent again', async () => {
    await world.send('first');
    await world.mine(1);
    const hash = await useElsewhere(world);
    await world.mine(3);
    expect(await world.stopped()).toBe('unknown_transaction');
    const { db } = world.watcher;
    const match = (id: string) =>
      matchUnknown(db, lane(), { hash, intent: payout(id), reason: 'its bytes were lost' });
    expect(await match('first')).toBe('intent_is_sent');
    expect(await match('lost')).toBe('matched');
    expect(await resumeLane(db, lane(), 2)).toBe('resumed');
    expect(await world.send('lost')).toEqual({ outcome: 'sent', nonce: 1, hash });
    const rows = await world.sends();
    expect(rows.map(({ intent, status }) => [intent, status])).toEqual([
      ['first', 'final'],
      ['lost', 'final'],
    ]);
    await expect(world.send('next')).resolves.toMatchObject({ outcome: 'sent', nonce: 2 });
  });

  it('stops the lane of an older database that was restored, before anything is signed', async () => {
    await world.send('a');
    await world.mine(1);
    const yesterday = await createTestDatabase();
    const { db } = yesterday;
    const accountId = await newAccount(db);
    const restored = { db, accountId };
    await openLane(db, lane(), { accountId, network: world.deps.network.code, nextNonce: 0 });
    expect(await world.tend(0, restored)).toEqual(['stop chain_is_past']);
    expect(await world.send('a', { deps: restored })).toMatchObject({ reason: 'lane_stopped' });
    expect(await resumeLane(db, lane(), 1)).toBe('unseen');
    expect(await world.sends(db)).toEqual([]);
    await yesterday.drop();
  });

  it('stops such a lane also while its transaction is pending', async () => {
    await world.send('a');
    const yesterday = await createTestDatabase();
    const { db } = yesterday;
    const accountId = await newAccount(db);
    await openLane(db, lane(), { accountId, network: world.deps.network.code, nextNonce: 0 });
    expect(await world.send('b', { deps: { db, accountId } })).toMatchObject({ reason: 'lane_stopped' });
    expect(await world.sends(db)).toEqual([]);
    await yesterday.drop();
  });
});
