import { getAddress } from 'ethers';
import { beforeAll, describe, expect, test } from 'vitest';
import { readBlock, readHeader } from '../../chain/readBlock.ts';
import type { Transfer } from '../../domain/scanning/transfer.ts';
import type { BusyBlock, RawLog } from './busyBlock.ts';
import { chainId, makeBusyBlock, other, recipient } from './busyBlock.ts';
import type { Lies } from './rpc/scriptedNode.ts';
import { networkWith, scriptedNode } from './rpc/scriptedNode.ts';

const topLevel = networkWith('topLevel');
let busy: BusyBlock;
beforeAll(async () => {
  busy = await makeBusyBlock();
});

const read = (lies?: Lies) => readBlock(scriptedNode(busy, lies), topLevel, busy.number, busy.listed);
const ofKind = (transfers: readonly Transfer[] = [], kind: Transfer['kind']) =>
  transfers
    .filter(transfer => transfer.kind === kind)
    .map(({ txHash, ordinal, currency, from, to, amount }) => [txHash, ordinal, currency, from, to, amount]);

test('finds every transfer of a listed token, by its place in its own receipt', async () => {
  const block = await read();
  const { sent, payer } = busy;
  expect(ofKind(block?.transfers, 'token')).toEqual([
    [sent.listed, '0', 'USDT_ETH', payer, recipient, 25n],
    [sent.batch, '0', 'USDT_ETH', payer, recipient, 5n],
    [sent.batch, '1', 'USDT_ETH', payer, recipient, 6n],
  ]);
});

test('finds the value of every transaction, including failed ones, until their receipts are read', async () => {
  const block = await read();
  const { sent, payer, batch } = busy;
  const found = ofKind(block?.transfers, 'native');
  const small = [1, 2, 3, 4, 5, 6, 7] as const;
  expect(found).toEqual([
    [sent.native, '0', 'ETH', payer, recipient, 1n],
    [sent.again, '0', 'ETH', payer, recipient, 1n],
    [sent.batch, '0', 'ETH', payer, batch, 7n],
    [sent.failed, '0', 'ETH', payer, batch, 8n],
    ...small.map(n => [sent[`small${n}`], '0', 'ETH', payer, recipient, BigInt(100 + n)]),
  ]);
});

test('distinguishes unlisted tokens, refused tokens and collectibles, and ignores zero transfers', async () => {
  const { sent, payer, dai, refused, receipts } = busy;
  const creator = receipts.find(receipt => receipt.transactionHash === sent.collectible);
  expect((await read())?.unlisted).toEqual([
    { txHash: sent.unlisted, contract: dai, from: payer, to: recipient, value: 26n },
    { txHash: sent.refused, contract: refused, from: payer, to: recipient, value: 27n },
    {
      txHash: sent.collectible,
      contract: creator?.['contractAddress'],
      from: other,
      to: recipient,
      value: 99n,
    },
  ]);
});

test('reports native coins as unlisted if the coin is not listed', async () => {
  const listed = { ...busy.listed, native: undefined };
  for (const source of ['topLevel', 'trace', 'logs7708'] as const) {
    const node = scriptedNode(busy);
    const block = await readBlock(node, networkWith(source), busy.number, listed);
    expect(block?.transfers.every(transfer => transfer.kind === 'token')).toBe(true);
    expect(block?.unlisted[0]).toEqual({
      txHash: busy.sent.native,
      contract: null,
      from: busy.payer,
      to: recipient,
      value: 1n,
    });
    expect(node.calls.map(([method]) => method)).toEqual(['eth_getBlockByNumber', 'eth_getLogs']);
  }
});

test('requests all logs by the hash of the block', async () => {
  const node = scriptedNode(busy);
  const block = await readBlock(node, topLevel, busy.number, busy.listed);
  expect(node.calls).toEqual([
    ['eth_getBlockByNumber', busy.block.number, true],
    ['eth_getLogs', { blockHash: busy.hash }],
  ]);
  const { number, hash, parentHash, receiptsRoot, timestamp } = busy.block;
  expect(block).toMatchObject({ chainId, number: Number(number), hash, parentHash, receiptsRoot });
  expect(block?.minedAt).toEqual(new Date(Number(timestamp) * 1000));
});

test('returns nothing while the node has no such block', async () => {
  const node = scriptedNode(busy);
  expect(await readBlock(node, topLevel, busy.number + 1, busy.listed)).toBeNull();
  expect(await readHeader(node, chainId, busy.number + 1)).toBeNull();
});

test('reads capital hexadecimal digits like small ones', async () => {
  const upper = (hex: string): string => `0x${hex.slice(2).toUpperCase()}`;
  const shouting = await read({
    block: block => ({
      ...block,
      hash: upper(block.hash),
      logsBloom: upper(block.logsBloom),
      transactions: block.transactions.map(transaction => ({
        ...transaction,
        hash: upper(transaction.hash),
        blockHash: upper(transaction.blockHash),
        from: getAddress(String(transaction['from'])),
      })),
    }),
    logs: logs =>
      logs.map(log => ({
        ...log,
        address: getAddress(log.address),
        topics: log.topics.map(upper),
        data: upper(log.data),
        blockHash: upper(log.blockHash),
        transactionHash: upper(log.transactionHash),
      })),
  });
  expect(shouting).toEqual(await read());
});

test('accepts logs in any order', async () => {
  expect(await read({ logs: logs => logs.toReversed() })).toEqual(await read());
});

describe('does not trust', () => {
  const without = (logs: RawLog[], at: number): RawLog[] => logs.filter((_, index) => index !== at);
  /** The place of a log with the same items as its neighbour: the bloom still matches. */
  const twin = (logs: RawLog[]): number =>
    logs.findIndex((log, at) => String(log.topics) === String(logs[at + 1]?.topics));
  const swap = (logs: RawLog[], field: 'transactionHash' | 'logIndex', at: number): RawLog[] => {
    const [one, two] = [logs[at], logs[at + 1]];
    if (one && two) [one[field], two[field]] = [two[field], one[field]];
    return logs;
  };
  const zeros = `0x${'0'.repeat(64)}`;

  test.each<[string, Lies]>([
    ['that a block with logs has none', { logs: () => [] }],
    ['logs without the last', { logs: logs => without(logs, logs.length - 1) }],
    ['logs with a gap that the bloom does not show', { logs: logs => without(logs, twin(logs)) }],
    ['a log that is there twice', { logs: logs => [...logs, ...logs.slice(0, 1)] }],
    [
      'a log of another block',
      { logs: logs => logs.map((log, at) => (at === 0 ? { ...log, blockHash: zeros } : log)) },
    ],
    [
      'a log of no transaction in the block',
      { logs: logs => logs.map((log, at) => (at === 0 ? { ...log, transactionHash: zeros } : log)) },
    ],
    ['logs that change places between transactions', { logs: logs => swap(logs, 'logIndex', twin(logs)) }],
    ['logs under the wrong transactions', { logs: logs => swap(logs, 'transactionHash', twin(logs)) }],
    [
      'a log to another recipient',
      {
        logs: logs => logs.map((log, at) => (at === 0 ? { ...log, topics: log.topics.with(2, zeros) } : log)),
      },
    ],
    [
      'a log of another contract',
      { logs: logs => logs.map((log, at) => (at === 0 ? { ...log, address: other } : log)) },
    ],
    [
      'a header whose bloom is of no logs',
      { block: block => ({ ...block, logsBloom: `0x${'0'.repeat(512)}` }) },
    ],
    ['a block of another height', { block: block => ({ ...block, number: '0x1' }) }],
    [
      'transactions without the first',
      { block: block => ({ ...block, transactions: block.transactions.slice(1) }) },
    ],
    [
      'transactions without one that logs',
      { block: block => ({ ...block, transactions: block.transactions.slice(0, -10) }) },
    ],
    [
      'a transaction of another block',
      {
        block: block => ({
          ...block,
          transactions: block.transactions.map((transaction, at) =>
            at === 0 ? { ...transaction, blockHash: zeros } : transaction,
          ),
        }),
      },
    ],
    [
      'a topic of too few bytes',
      { logs: logs => logs.map(log => ({ ...log, topics: log.topics.map(topic => topic.slice(0, -2)) })) },
    ],
    [
      'data that is no hex',
      { logs: logs => logs.map(log => ({ ...log, data: `${log.data.slice(0, -1)}g` })) },
    ],
    ['logs that are no list', { logs: () => null }],
  ])('%s', async (_, lies) => {
    await expect(read(lies)).rejects.toMatchObject({ code: 'rpc_inconsistent' });
  });
});

test('reads a header without its transactions', async () => {
  const node = scriptedNode(busy);
  const header = await readHeader(node, chainId, busy.number);
  expect(node.calls).toEqual([['eth_getBlockByNumber', busy.block.number, false]]);
  const nothing = { transfers: [], unlisted: [], transactions: [], destinationLogs: [], source: 'topLevel' };
  const block = (await read()) ?? nothing;
  const { transfers, unlisted, transactions, destinationLogs, source, ...expected } = block;
  expect(source).toBe('topLevel');
  expect(header).toEqual(expected);
  expect(transfers.length + unlisted.length).toBeGreaterThan(0);
  expect(transactions.length).toBeGreaterThan(0);
  expect(destinationLogs).toEqual([]);
  const lying = scriptedNode(busy, { block: block => ({ ...block, number: '0x1' }) });
  await expect(readHeader(lying, chainId, busy.number)).rejects.toMatchObject({ code: 'rpc_inconsistent' });
});
