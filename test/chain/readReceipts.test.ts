import { concat, encodeRlp, keccak256, toBeHex } from 'ethers';
import { beforeAll, describe, expect, test } from 'vitest';
import { readProvenReceipts } from '../../chain/readReceipts.ts';
import { receiptsRootOf } from '../../chain/receiptsRoot.ts';
import type { WireFullReceipt } from '../../chain/wire.ts';
import { wireFullReceipt } from '../../chain/wire.ts';
import type { BlockHash } from '../../domain/address.ts';
import type { BusyBlock, RawReceipt } from './busyBlock.ts';
import { makeBusyBlock } from './busyBlock.ts';
import type { Lies } from './rpc/scriptedNode.ts';
import { scriptedNode } from './rpc/scriptedNode.ts';

let busy: BusyBlock;
beforeAll(async () => {
  busy = await makeBusyBlock();
});

const read = (lies?: Lies) => readProvenReceipts(scriptedNode(busy, lies), busy.hash);

test('proves the receipts of a real block with all types of transactions', async () => {
  const types = new Set(busy.receipts.map(receipt => receipt.type));
  expect([...types].toSorted()).toEqual(['0x0', '0x1', '0x2']);
  const proven = await read();
  expect(proven).toMatchObject({ number: busy.number, receiptsRoot: busy.block.receiptsRoot });
  expect(proven?.receipts.map(({ txHash }) => txHash)).toEqual(Object.values(busy.sent));
  const failed = proven?.receipts.filter(({ succeeded }) => !succeeded);
  expect(failed?.map(({ txHash }) => txHash)).toEqual([busy.sent.failed]);
  const batch = proven?.receipts.find(({ txHash }) => txHash === busy.sent.batch);
  expect(batch?.logs.map(({ address, data }) => [address, BigInt(data)])).toEqual([
    [busy.usdt, 5n],
    [busy.usdt, 6n],
  ]);
});

test('requests receipts one by one if the node cannot return them at once', async () => {
  const node = scriptedNode(busy, { without: ['eth_getBlockReceipts'] });
  expect(await readProvenReceipts(node, busy.hash)).toEqual(await read());
  expect(node.calls).toHaveLength(2 + busy.receipts.length);
  const missing = read({ without: ['eth_getBlockReceipts'], receipt: () => null });
  await expect(missing).rejects.toMatchObject({ code: 'rpc_inconsistent' });
});

test('returns nothing while the node has no such block', async () => {
  expect(await readProvenReceipts(scriptedNode(busy), `0x${'1'.repeat(64)}` as BlockHash)).toBeNull();
});

test('proves that a block without transactions is empty', async () => {
  const emptyTrie = keccak256(encodeRlp('0x'));
  const empty = (receiptsRoot: string): Lies => ({
    block: block => ({ ...block, transactions: [], receiptsRoot }),
    receipts: () => [],
  });
  expect(await read(empty(emptyTrie))).toMatchObject({ receipts: [] });
  await expect(read(empty(busy.block.receiptsRoot))).rejects.toMatchObject({ code: 'rpc_inconsistent' });
});

describe('does not trust', () => {
  const change = (at: number, changed: (receipt: RawReceipt) => RawReceipt) => ({
    receipts: (receipts: RawReceipt[]) =>
      receipts.map((receipt, index) => (index === at ? changed(receipt) : receipt)),
  });
  /** Changes the first log of the first receipt that has one. */
  const changeLog = (changed: (log: RawReceipt['logs'][number]) => unknown): Lies => ({
    receipts: receipts => {
      const receipt = receipts.find(({ logs }) => logs.length > 0);
      receipt?.logs.splice(
        0,
        1,
        ...([changed(receipt.logs[0] as RawReceipt['logs'][number])].flat() as never[]),
      );
      return receipts;
    },
  });
  const zeros = `0x${'0'.repeat(64)}`;

  test.each<[string, Lies]>([
    ['a log of another amount', changeLog(log => ({ ...log, data: `0x${'f'.repeat(64)}` }))],
    ['a log of another contract', changeLog(log => ({ ...log, address: busy.dai }))],
    ['a log to another recipient', changeLog(log => ({ ...log, topics: log.topics.with(2, zeros) }))],
    ['a receipt without its log', changeLog(() => [])],
    ['a log under another transaction', changeLog(log => ({ ...log, transactionHash: zeros }))],
    ['a log of another block', changeLog(log => ({ ...log, blockHash: zeros }))],
    ['a log at another place', changeLog(log => ({ ...log, logIndex: '0x9' }))],
    ['that a transaction failed', change(0, receipt => ({ ...receipt, status: '0x0' }))],
    ['other gas', change(0, receipt => ({ ...receipt, cumulativeGasUsed: '0x1' }))],
    ['another type', change(0, receipt => ({ ...receipt, type: '0x2' }))],
    ['another bloom', change(0, receipt => ({ ...receipt, logsBloom: `0x${'f'.repeat(512)}` }))],
    ['a receipt of another block', change(0, receipt => ({ ...receipt, blockHash: zeros }))],
    ['a receipt of another transaction', change(0, receipt => ({ ...receipt, transactionHash: zeros }))],
    ['a receipt of another place', change(0, receipt => ({ ...receipt, transactionIndex: '0x5' }))],
    [
      'a state root in place of the outcome',
      change(0, ({ status, ...receipt }) => ({ ...receipt, root: status }) as never),
    ],
    ['fewer receipts', { receipts: receipts => receipts.slice(0, -1) }],
    ['more receipts', { receipts: receipts => [...receipts, receipts[0]] }],
    ['no receipts', { receipts: () => null }],
    ['a header with another root', { block: block => ({ ...block, receiptsRoot: zeros }) }],
    ['a header of another block', { block: block => ({ ...block, hash: zeros }) }],
  ])('%s', async (_, lies) => {
    await expect(read(lies)).rejects.toMatchObject({ code: 'rpc_inconsistent' });
  });
});

describe('rebuilds the root', () => {
  /** A trie of one leaf: its key, rlp(0), is the byte 0x80, written as an even path that ends (0x20). */
  const rootOfOne = (value: string): string => keccak256(encodeRlp(['0x2080', value]));
  const bloom = `0x${'0'.repeat(512)}`;
  const raw = {
    blockHash: `0x${'1'.repeat(64)}`,
    transactionHash: `0x${'2'.repeat(64)}`,
    transactionIndex: '0x0',
    status: '0x1',
    cumulativeGasUsed: '0xb741',
    logsBloom: bloom,
    logs: [],
  };
  const rootOf = (receipt: object): Promise<string> =>
    receiptsRootOf([wireFullReceipt({ ...raw, ...receipt }) as WireFullReceipt]);
  const plain = ['0x01', '0xb741', bloom, []];

  test('of typed and legacy receipts', async () => {
    expect(await rootOf({})).toBe(rootOfOne(encodeRlp(plain)));
    for (const type of [1, 2, 3, 4]) {
      const value = concat([toBeHex(type), encodeRlp(plain)]);
      expect(await rootOf({ type: toBeHex(type) })).toBe(rootOfOne(value));
    }
    expect(await rootOf({ status: '0x0' })).toBe(rootOfOne(encodeRlp(['0x', ...plain.slice(1)])));
  });

  test('of deposits on the OP stack, whose nonce counts since they have a version', async () => {
    const deposit = { type: '0x7e', depositNonce: '0x3d3bbf' };
    const before = concat(['0x7e', encodeRlp(plain)]);
    const since = concat(['0x7e', encodeRlp([...plain, '0x3d3bbf', '0x01'])]);
    expect(await rootOf(deposit)).toBe(rootOfOne(before));
    const versioned = { ...deposit, depositReceiptVersion: '0x1' };
    expect(await rootOf(versioned)).toBe(rootOfOne(since));
    expect(await rootOf({ ...versioned, type: '0x0' })).toBe(rootOfOne(encodeRlp(plain)));
  });
});
