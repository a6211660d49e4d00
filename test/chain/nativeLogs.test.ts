import { beforeAll, expect, test } from 'vitest';
import { nativeLogTransfers } from '../../chain/nativeLogs.ts';
import { readBlock } from '../../chain/readBlock.ts';
import { nativeLogEmitter } from '../../chain/transfers.ts';
import type { WireLog, WireTransaction } from '../../chain/wire.ts';
import type { BlockHash, TxHash } from '../../domain/address.ts';
import type { Currency, NativeSource } from '../../domain/registry.ts';
import type { Transfer } from '../../domain/scanning/transfer.ts';
import type { BusyBlock } from './busyBlock.ts';
import { makeBusyBlock, other, recipient, transferTopic } from './busyBlock.ts';
import { networkWith, scriptedNode } from './rpc/scriptedNode.ts';

let busy: BusyBlock;
beforeAll(async () => {
  busy = await makeBusyBlock('amsterdam');
});

const read = (source: NativeSource) =>
  readBlock(scriptedNode(busy), networkWith(source), busy.number, busy.listed);
const natives = (transfers: readonly Transfer[] = []) =>
  transfers.filter(transfer => transfer.kind !== 'token');
const money = ({ txHash, kind, ordinal, from, to, amount }: Transfer) =>
  [txHash, kind, ordinal, from, to, String(amount)].join(' ');

test('finds by logs the same payments that traces show', async () => {
  const [byLogs, byTraces] = [await read('logs7708'), await read('trace')];
  expect(natives(byLogs?.transfers).map(money).toSorted()).toEqual(
    natives(byTraces?.transfers).map(money).toSorted(),
  );
  expect(natives(byLogs?.transfers).length).toBeGreaterThan(12);
});

test('names each payment as a trace does, and counts tokens among all logs of the receipt', async () => {
  const { sent, payer, batch } = busy;
  const found = natives((await read('logs7708'))?.transfers).filter(({ txHash }) => txHash === sent.batch);
  expect(found.map(({ kind, ordinal, from, to, amount }) => [kind, ordinal, from, to, amount])).toEqual([
    ['native', '0', payer, batch, 7n],
    ['internal', '#0', batch, recipient, 3n],
    ['internal', '#0', batch, recipient, 4n],
  ]);
  const tokens = (await read('logs7708'))?.transfers.filter(
    ({ kind, txHash }) => kind === 'token' && txHash === sent.batch,
  );
  expect(tokens?.map(({ ordinal, amount }) => [ordinal, amount])).toEqual([
    ['3', 5n],
    ['4', 6n],
  ]);
});

test('never reads the logs of native coins as those of a token', async () => {
  for (const source of ['topLevel', 'trace', 'logs7708'] as const) {
    const block = await read(source);
    expect(block?.unlisted.map(({ txHash }) => txHash)).toEqual([
      busy.sent.unlisted,
      busy.sent.refused,
      busy.sent.collectible,
    ]);
  }
});

test('counts no payment twice if the same amount is paid again inside the transaction', () => {
  const [hash, blockHash] = [`0x${'1'.repeat(64)}` as TxHash, `0x${'2'.repeat(64)}` as BlockHash];
  const topic = (address: string): string => `0x${address.slice(2).padStart(64, '0')}`;
  const log = (value: bigint, logIndex: number, address = nativeLogEmitter): WireLog => ({
    address,
    topics: [transferTopic, topic(other), topic(recipient)],
    data: `0x${value.toString(16).padStart(64, '0')}`,
    blockHash,
    transactionHash: hash,
    logIndex,
  });
  const transaction: WireTransaction = { hash, from: other, to: recipient, value: 5n };
  const found = (logs: readonly WireLog[], own = transaction) =>
    nativeLogTransfers([own], { code: 'ETH' } as Currency, logs).map(({ kind, ordinal, amount }) => [
      kind,
      ordinal,
      amount,
    ]);

  expect(found([log(5n, 0), log(5n, 1)])).toEqual([
    ['native', '0', 5n],
    ['internal', '#0', 5n],
  ]);
  // If a transaction has no value, or another value, no log is its own.
  expect(found([log(5n, 0)], { ...transaction, value: 0n })).toEqual([['internal', '#0', 5n]]);
  expect(found([log(4n, 0)])).toEqual([['internal', '#0', 4n]]);
  expect(found([log(5n, 0)], { ...transaction, from: recipient })).toEqual([['internal', '#0', 5n]]);
  expect(found([log(5n, 0)], { ...transaction, to: null })).toEqual([['internal', '#0', 5n]]);
  // A failed transaction has no log.
  expect(found([])).toEqual([]);
  expect(found([log(0n, 0), { ...log(5n, 1), topics: [transferTopic] }, log(5n, 2, recipient)])).toEqual([]);
});
