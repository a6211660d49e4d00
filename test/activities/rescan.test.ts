import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RescanProgress } from '../../activities/rescanChain.ts';
import { createRescanChain } from '../../activities/rescanChain.ts';
import { checksumAddress } from '../../chain/deriveAddress.ts';
import type { Db } from '../../db/connect.ts';
import type { BlockHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { RescanInput, RescanResult } from '../../domain/messages.ts';
import { balanceOrdinal } from '../../domain/transfer.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import type { Owner } from '../db/world.ts';
import { eth, eventsOf, hit, network, newOwner, TestScan, txHash } from '../db/world.ts';
import type { FakeNode, FakeTransaction } from './fakeNode.ts';
import { fakeNode, poolOfNodes } from './fakeNode.ts';

let database: TestDatabase;
let db: Db;
let owner: Owner;
let scan: TestScan;
let node: FakeNode;
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
  signals = 0;
});

/** A block that the scanner took without seeing these. */
async function mine(...transactions: readonly FakeTransaction[]): Promise<void> {
  const hash = txHash() as string as BlockHash;
  const { number } = await scan.mine([], -1, hash);
  node.blocks.set(number, { hash, transactions });
}
// Its own logger tells of each failure that a test asks for.
const attempt = (after?: RescanProgress) =>
  new MockActivityEnvironment({ heartbeatDetails: after }, { logger: new DefaultLogger('ERROR') });
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
    poolOf: () => poolOfNodes(node),
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

it('records what was missed, once, and has the purse told', async () => {
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

it('leaves alone what the balance told of before, as it would be credited twice', async () => {
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

it('goes on where an attempt that ended early had come to', async () => {
  for (let number = 1; number <= 20; number++) await mine(payment());
  const beats: RescanProgress[] = [];
  const first = attempt();
  first.on('heartbeat', (details: RescanProgress) => beats.push(details));
  node.fails = (method, [number]) =>
    method === 'eth_getBlockByNumber' && Number(number) > 16 ? new PurserError('rpc_unavailable') : undefined;
  await expect(rescan({ from: 1, to: 20 }, first)).rejects.toMatchObject({ type: 'rpc_unavailable' });
  const last = beats.at(-1);
  expect(last).toEqual({ from: 1, to: 20, next: 17, found: 16 });

  node.fails = () => undefined;
  node.calls.clear();
  const second = attempt(last);
  expect(await rescan({ from: 1, to: 20 }, second)).toEqual({ from: 1, to: 20, found: 20 });
  expect(node.calls.get('eth_getBlockByNumber')).toBe(4);
});

it('records nothing of a block that is not the one that was scanned, and tries again', async () => {
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
