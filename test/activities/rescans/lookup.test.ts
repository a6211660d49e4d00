import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLookupTransaction } from '../../../activities/rescans/lookupTransaction.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import type { RpcPool } from '../../../chain/rpc/rpcPool.ts';
import type { Address, BlockHash, TxHash } from '../../../domain/address.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eth, network, newOwner, txHash } from '../../db/fixtures.ts';
import type { FakeNode } from '../scanning/fakeNode.ts';
import { fakeNode, poolOfNodes } from '../scanning/fakeNode.ts';

const stranger = `0x${'99'.repeat(20)}` as Address;
const token = `0x${'ab'.repeat(20)}` as Address;
let database: TestDatabase;
let owner: Owner;
let node: FakeNode;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = await newOwner(database.db);
});
afterAll(() => database.drop());
beforeEach(() => {
  node = fakeNode();
});

const newBlockHash = () => txHash() as string as BlockHash;
function lookUp(hash: TxHash, pool: RpcPool = poolOfNodes(node)) {
  const deps = {
    db: database.db,
    registry: { networks: [network], currencies: [eth], groups: [] },
    checksum: checksumAddress,
    poolOf: () => pool,
  };
  return createLookupTransaction(deps)({ network: network.code, txHash: hash });
}

it('returns what a transaction in a block does for our purses, and nothing about other transactions of the block', async () => {
  const hash = txHash();
  const block = newBlockHash();
  node.blocks.set(7, {
    hash: block,
    transactions: [
      { hash: txHash(), to: owner.address, value: 5n },
      { hash, to: owner.address, value: 12n, token },
      { hash: txHash(), to: stranger, value: 5n },
    ],
  });
  const found = await lookUp(hash);
  const { purseId } = owner;
  expect(found).toEqual({
    place: 'mined',
    blockNumber: 7,
    blockHash: block,
    transfers: [
      { kind: 'listed', purseId, route: 'native', ordinal: '0', currency: 'ETH', amount: '12' },
      { kind: 'unlisted', purseId, contract: checksumAddress(token), amount: '7' },
    ],
  });
  // In the form that passes through Temporal.
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});

it('returns what a pending transaction would transfer, and that a failed one did nothing', async () => {
  const pending = txHash();
  const failed = txHash();
  node.pending.push({ hash: pending, to: owner.address, value: 3n });
  node.blocks.set(1, {
    hash: newBlockHash(),
    transactions: [{ hash: failed, to: owner.address, value: 9n, failed: true }],
  });
  expect(await lookUp(pending)).toMatchObject({
    place: 'pending',
    transfers: [{ purseId: owner.purseId, currency: 'ETH', amount: '3' }],
  });
  expect(await lookUp(failed)).toEqual({ place: 'failed', blockNumber: 1 });
});

it('asks another node before it says that no node knows the transaction', async () => {
  const hash = txHash();
  const other = fakeNode('node#2');
  expect(await lookUp(hash, poolOfNodes(node, other))).toEqual({ place: 'unknown' });
  expect(other.calls.get('eth_getTransactionByHash')).toBe(1);
  other.pending.push({ hash, to: stranger, value: 1n });
  expect(await lookUp(hash, poolOfNodes(node, other))).toEqual({ place: 'pending', transfers: [] });
  // A node that does not answer takes nothing from the first node's answer.
  other.fails = () => new PurserError('rpc_unavailable');
  expect(await lookUp(hash, poolOfNodes(node, other))).toEqual({ place: 'unknown' });
});

it('blames a node that names different blocks for a transaction and its receipt, and retries', async () => {
  const hash = txHash();
  node.blocks.set(1, { hash: newBlockHash(), transactions: [{ hash, to: stranger, value: 1n }] });
  // The chain forks between the two answers.
  node.fails = method => {
    if (method === 'eth_getBlockByNumber') node.blocks.set(1, { hash: newBlockHash(), transactions: [] });
    return undefined;
  };
  const pool = poolOfNodes(node);
  await expect(lookUp(hash, pool)).rejects.toMatchObject({ type: 'rpc_inconsistent', nonRetryable: false });
  expect(pool.blamed).toEqual([node]);
});
