import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RescanProgress } from '../../../activities/rescans/rescanChain.ts';
import { createRescanChain } from '../../../activities/rescans/rescanChain.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import { RpcRefusal } from '../../../chain/rpc/refusals.ts';
import type { Db } from '../../../db/connect.ts';
import { claimRescan, releaseRescan } from '../../../db/rescans/claimRescan.ts';
import { blocksToProve, markProven } from '../../../db/scanning/blocksToProve.ts';
import type { BlockHash, TxHash } from '../../../domain/address.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { RescanInput, RescanResult } from '../../../domain/scanning/messages.ts';
import { balanceOrdinal } from '../../../domain/scanning/transfer.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eth, eventsOf, hit, must, network, newOwner, TestScan, txHash } from '../../db/fixtures.ts';
import type { FakeNode, FakeTransaction } from '../scanning/fakeNode.ts';
import { fakeNode, poolOfNodes } from '../scanning/fakeNode.ts';

let database: TestDatabase;
let db: Db;
let owner: Owner;
let scan: TestScan;
let node: FakeNode;
let pool: ReturnType<typeof poolOfNodes>;
let signals = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  owner = await newOwner(db);
  scan = await TestScan.start(db);
  node = fakeNode();
  pool = poolOfNodes(node);
  signals = 0;
  await db.deleteFrom('running_rescans').execute();
});

/** A block that the scanner read without seeing these deposits. */
async function mine(...transactions: readonly FakeTransaction[]): Promise<void> {
  const hash = txHash() as string as BlockHash;
  const { number } = await scan.mine([], -1, hash);
  node.blocks.set(number, { hash, transactions });
}
// Its own logger reports each failure that a test asks for.
const attempt = (after?: RescanProgress, number = 1) =>
  new MockActivityEnvironment(
    { heartbeatDetails: after, attempt: number },
    { logger: new DefaultLogger('ERROR') },
  );
const payment = (): FakeTransaction => ({ hash: txHash(), to: owner.address, value: 1000n });

function rescan(
  input:
    | { readonly from: number; readonly to: number }
    | Pick<Extract<RescanInput, { txHash: unknown }>, 'txHash'>,
  environment = attempt(),
): Promise<RescanResult> {
  const run = createRescanChain({
    db,
    registry: { networks: [network], currencies: [eth], groups: [] },
    checksum: checksumAddress,
    poolOf: () => pool,
    signalsWaiting: () => (signals += 1),
    stopping: new AbortController().signal,
  });
  return environment.run(run, { network: network.code, ...input });
}

const deposits = () =>
  db
    .selectFrom('transactions')
    .select(['tx_hash', 'block_number'])
    .where('purse_id', '=', owner.purseId)
    .execute();

it('records what was missed, once, and signals the purse', async () => {
  const missed = payment();
  for (let number = 1; number <= 20; number++) await mine(...(number === 13 ? [missed] : []));
  expect(await rescan({ from: 1, to: 20 })).toEqual({ from: 1, to: 20, found: 1 });
  expect(await deposits()).toEqual([{ tx_hash: missed.hash, block_number: 13 }]);
  expect(await eventsOf(db, owner)).toEqual(['CUSTOMER_PURSE_PENDING_COMPLIANCE']);
  expect(signals).toBeGreaterThan(0);
  expect(await rescan({ from: 1, to: 20 })).toEqual({ from: 1, to: 20, found: 0 });
  expect(await deposits()).toHaveLength(1);
});

it('finds the block of a transaction by itself', async () => {
  const missed = payment();
  await mine();
  await mine(missed, payment());
  expect(await rescan({ txHash: missed.hash })).toEqual({ from: 2, to: 2, found: 2 });
  await expect(rescan({ txHash: txHash() })).rejects.toMatchObject({
    type: 'transaction_not_found',
    nonRetryable: true,
  });
});

it('leaves alone what a balance already booked, as it would be credited twice', async () => {
  await mine();
  await mine(payment());
  const { height } = scan.cursor;
  await scan.mine([hit(owner, 1000n, { kind: 'internal', ordinal: balanceOrdinal })]);
  const later = payment();
  await mine(later);
  expect(await rescan({ from: 1, to: height })).toMatchObject({ found: 0 });
  expect(await rescan({ from: scan.cursor.height, to: scan.cursor.height })).toMatchObject({ found: 1 });
  expect(new Set((await deposits()).map(row => row.block_number))).toEqual(new Set([height + 1, height + 2]));
});

it('takes a place of its network while it reads, keeps it for its next attempt, and frees it when it is done', async () => {
  await mine(payment());
  await mine(payment());
  const places = () => db.selectFrom('running_rescans').select(['slot', 'workflow_id']).execute();
  node.fails = () => new PurserError('rpc_unavailable');
  await expect(rescan({ from: 1, to: 2 })).rejects.toMatchObject({ type: 'rpc_unavailable' });
  expect(await places()).toMatchObject([{ workflow_id: 'rescan/ETHEREUM/1-2' }]);
  node.fails = () => undefined;
  expect(await rescan({ from: 1, to: 2 })).toMatchObject({ found: 2 });
  expect(await places()).toEqual([]);
  await expect(rescan({ txHash: txHash() })).rejects.toMatchObject({ type: 'transaction_not_found' });
  expect(await places()).toEqual([]);
});

it('waits for its next attempt while two other rescans of its network run, and reads nothing', async () => {
  await mine(payment());
  const others = ['a', 'b'];
  for (const workflowId of others)
    await claimRescan(db, { network: network.code, workflowId, accountId: null });
  await expect(rescan({ from: 1, to: 1 })).rejects.toMatchObject({
    type: 'too_many_rescans',
    nonRetryable: false,
  });
  expect(node.calls.size).toBe(0);
  for (const workflowId of others) await releaseRescan(db, workflowId);
  expect(await rescan({ from: 1, to: 1 })).toMatchObject({ found: 1 });
});

it('continues where an attempt that ended early stopped', async () => {
  for (let number = 1; number <= 20; number++) await mine(payment());
  const beats: RescanProgress[] = [];
  const first = attempt();
  first.on('heartbeat', (details: RescanProgress) => beats.push(details));
  node.fails = (method, [number]) =>
    method === 'eth_getBlockByNumber' && Number(number) > 16 ? new PurserError('rpc_unavailable') : undefined;
  await expect(rescan({ from: 1, to: 20 }, first)).rejects.toMatchObject({ type: 'rpc_unavailable' });
  const last = beats.at(-1);
  expect(last).toEqual({ from: 1, to: 20, next: 17, found: 16, gotOnAt: 1 });

  node.fails = () => undefined;
  node.calls.clear();
  const second = attempt(last);
  expect(await rescan({ from: 1, to: 20 }, second)).toEqual({ from: 1, to: 20, found: 20 });
  expect(node.calls.get('eth_getBlockByNumber')).toBe(4);
});

describe('that cannot succeed', () => {
  const places = () => db.selectFrom('running_rescans').select('slot').execute();
  const contradictory = () => {
    node.blocks.set(9, { hash: txHash() as string as BlockHash, transactions: [] });
  };

  it('is given up with its reason after a few attempts, and frees its place', async () => {
    for (let number = 1; number <= 9; number++) await mine();
    contradictory();
    const range = { from: 9, to: 9 };
    await expect(rescan(range, attempt(undefined, 7))).rejects.toMatchObject({ nonRetryable: false });
    expect(await places()).toHaveLength(1);
    const reason = await rescan(range, attempt(undefined, 7)).catch(String);
    const last = rescan(range, attempt(undefined, 8));
    await expect(last).rejects.toMatchObject({ type: 'rpc_inconsistent', nonRetryable: true });
    expect(await last.catch(String)).toBe(reason);
    expect(await places()).toEqual([]);
  });

  it('is given up too if the failure is not a node’s', async () => {
    await mine();
    node.fails = () => new TypeError('a defect');
    await expect(rescan({ from: 1, to: 1 }, attempt(undefined, 8))).rejects.toMatchObject({
      type: 'internal',
      nonRetryable: true,
    });
    expect(await places()).toEqual([]);
  });

  it('is retried equally often after each attempt that made progress', async () => {
    for (let number = 1; number <= 9; number++) await mine();
    contradictory();
    const range = { from: 1, to: 9 };
    const gotOn = { ...range, next: 9, found: 0, gotOnAt: 30 };
    await expect(rescan(range, attempt(gotOn, 37))).rejects.toMatchObject({ nonRetryable: false });
    expect(await places()).toHaveLength(1);
    await expect(rescan(range, attempt(gotOn, 38))).rejects.toMatchObject({ nonRetryable: true });
    expect(await places()).toEqual([]);
  });

  it('continues as long as its attempts make progress', async () => {
    for (let number = 1; number <= 9; number++) await mine();
    contradictory();
    await expect(rescan({ from: 1, to: 9 }, attempt(undefined, 8))).rejects.toMatchObject({
      type: 'rpc_inconsistent',
      nonRetryable: false,
    });
    expect(await places()).toHaveLength(1);
  });
});

it('records nothing of a block that differs from the scanned one, and retries', async () => {
  await mine();
  node.blocks.set(1, { hash: txHash() as string as BlockHash, transactions: [payment()] });
  node.blocks.set(2, { hash: txHash() as string as BlockHash, transactions: [payment()] });
  for (const block of [1, 2]) {
    await expect(rescan({ from: block, to: block })).rejects.toMatchObject({
      type: 'rpc_inconsistent',
      nonRetryable: false,
    });
  }
  expect(await deposits()).toEqual([]);
});

describe('of a block whose row was deleted', () => {
  // Each test has its own chain, so the deposits of other tests are in none of its blocks.
  beforeEach(async () => {
    const nowhere = { block_number: null, block_hash: null, final_block_hash: null };
    await db.updateTable('transactions').set(nowhere).execute();
  });

  /** A final block, long ago, whose row was pruned. */
  async function pruned(...transactions: readonly FakeTransaction[]): Promise<number> {
    await mine(...transactions);
    const { height } = scan.cursor;
    await mine();
    await scan.finalize();
    await db.deleteFrom('blocks').where('number', '=', height).execute();
    return height;
  }
  const row = (hash: string) =>
    db
      .selectFrom('transactions')
      .selectAll()
      .where('tx_hash', '=', hash as TxHash)
      .executeTakeFirstOrThrow();

  it('stores the block’s row again, and waits for a second node if there is one', async () => {
    pool = poolOfNodes(node, fakeNode('node#2'));
    const missed = payment();
    const height = await pruned(missed);
    expect(await rescan({ from: height, to: height })).toMatchObject({ found: 1 });
    expect((await row(missed.hash)).final_block_hash).toBeNull();
    const stored = await db.selectFrom('blocks').selectAll().where('number', '=', height).execute();
    expect(stored).toMatchObject([{ hash: node.blocks.get(height)?.hash, proven: false }]);
    // The scanner's next step makes no part of it final either.
    await scan.commit({ final: { all: height + 1, tiers: [] }, mustBeProven: true });
    expect((await row(missed.hash)).final_block_hash).toBeNull();
  });

  it('is trusted if there is only one node', async () => {
    const missed = payment();
    const height = await pruned(missed);
    await rescan({ from: height, to: height });
    expect((await row(missed.hash)).final_block_hash).toBe(node.blocks.get(height)?.hash);
  });

  it('leaves known deposits where they are, and accepts no other block for them', async () => {
    const known = payment();
    const height = scan.cursor.height + 1;
    const hash = txHash() as string as BlockHash;
    await scan.mine([hit(owner, known.value, { txHash: known.hash })], -1, hash);
    node.blocks.set(height, { hash, transactions: [known] });
    await mine();
    await scan.finalize();
    await db.deleteFrom('blocks').where('number', '=', height).execute();
    const before = await row(known.hash);
    expect(await rescan({ from: height, to: height })).toMatchObject({ found: 0 });
    expect(await row(known.hash)).toEqual(before);

    const other = payment();
    node.blocks.set(height, { hash: txHash() as string as BlockHash, transactions: [other] });
    await expect(rescan({ from: height, to: height })).rejects.toMatchObject({ type: 'rpc_inconsistent' });
    expect(await row(known.hash)).toEqual(before);
    // Nor a block at which it was not scanned.
    const nextHash = txHash() as string as BlockHash;
    node.blocks.delete(height);
    node.blocks.set(height + 1, { hash: nextHash, transactions: [known] });
    await db
      .deleteFrom('blocks')
      .where('number', '=', height + 1)
      .execute();
    await expect(rescan({ from: height + 1, to: height + 1 })).rejects.toMatchObject({
      type: 'rpc_inconsistent',
    });
    expect(await row(known.hash)).toEqual(before);
    expect(await deposits()).toHaveLength(1);
  });
});

it('requires a proof for a deposit that it puts back into a block, even if no event reported that it had left', async () => {
  pool = poolOfNodes(node, fakeNode('node#2'));
  const known = payment();
  const hash = txHash() as string as BlockHash;
  const { number } = await scan.mine([hit(owner, known.value, { txHash: known.hash })], -1, hash);
  node.blocks.set(number, { hash, transactions: [known] });
  await scan.finalize();
  // Between the fork and the settlement that reports it.
  const nowhere = { block_number: null, block_hash: null, final_block_hash: null };
  await db.updateTable('transactions').set(nowhere).where('tx_hash', '=', known.hash).execute();
  expect(await rescan({ from: number, to: number })).toMatchObject({ found: 1 });
  const rows = await db
    .selectFrom('transactions')
    .select(['block_hash', 'final_block_hash'])
    .where('tx_hash', '=', known.hash)
    .execute();
  expect(rows).toEqual([{ block_hash: hash, final_block_hash: null }]);
});

it('discards a proof that was read before it', async () => {
  pool = poolOfNodes(node, fakeNode('node#2'));
  const first = payment();
  const hash = txHash() as string as BlockHash;
  const { number } = await scan.commit({
    hits: [hit(owner, first.value, { txHash: first.hash })],
    hash,
    mustBeProven: true,
  });
  const [toProve] = await blocksToProve(db, network.chainId, number, 1);
  node.blocks.set(number, { hash, transactions: [first, payment()] });
  expect(await rescan({ from: number, to: number })).toMatchObject({ found: 1 });
  await markProven(db, network.chainId, must(toProve));
  const proven = () => db.selectFrom('blocks').select('proven').where('number', '=', number).execute();
  expect(await proven()).toEqual([{ proven: false }]);
  const [again] = await blocksToProve(db, network.chainId, number, 1);
  expect(again?.deposits).toHaveLength(2);
  await markProven(db, network.chainId, must(again));
  expect(await proven()).toEqual([{ proven: true }]);
});

it('ends with the reason if no node has the needed data, and blames no node', async () => {
  await mine(payment());
  node.fails = method =>
    method === 'eth_getLogs'
      ? new RpcRefusal('node#1: eth_getLogs', 4444, 'pruned history unavailable')
      : undefined;
  await expect(rescan({ from: 1, to: 1 })).rejects.toMatchObject({
    type: 'history_unavailable',
    nonRetryable: true,
    message: 'block 1: node#1: eth_getLogs was refused with 4444: pruned history unavailable',
  });
  node.fails = method => (method === 'eth_getLogs' ? new PurserError('rpc_inconsistent', 'no') : undefined);
  await expect(rescan({ from: 1, to: 1 })).rejects.toMatchObject({ type: 'rpc_inconsistent' });
  expect(pool.blamed).toEqual([]);
});
