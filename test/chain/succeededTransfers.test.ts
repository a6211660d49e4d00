import { beforeAll, describe, expect, test } from 'vitest';
import { readBlock, succeededTransfers } from '../../chain/readBlock.ts';
import type { TxHash } from '../../domain/address.ts';
import { zero } from '../../domain/money.ts';
import type { Transfer } from '../../domain/scanning/transfer.ts';
import type { BusyBlock } from './busyBlock.ts';
import { makeBusyBlock } from './busyBlock.ts';
import type { Lies } from './rpc/scriptedNode.ts';
import { networkWith, scriptedNode } from './rpc/scriptedNode.ts';

let busy: BusyBlock;
beforeAll(async () => {
  busy = await makeBusyBlock();
});

describe('keeps the transfers that succeeded', () => {
  const nativeOf = async (count: number): Promise<readonly Transfer[]> => {
    const { transfers } = (await readBlock(
      scriptedNode(busy),
      networkWith('topLevel'),
      busy.number,
      busy.listed,
    )) ?? { transfers: [] };
    const natives = transfers.filter(transfer => transfer.kind === 'native');
    return natives.slice(-count);
  };
  const failing = async (): Promise<Transfer> => {
    const found = (await nativeOf(99)).find(transfer => transfer.txHash === busy.sent.failed);
    return found ?? { ...((await nativeOf(1))[0] as Transfer), txHash: busy.sent.failed as TxHash };
  };

  test('by the receipt of each, if they are few', async () => {
    const node = scriptedNode(busy);
    const [failed, few] = [await failing(), await nativeOf(2)];
    expect(await succeededTransfers(node, busy.hash, [failed, ...few, ...few])).toEqual([...few, ...few]);
    expect(node.calls.map(([method]) => method)).toEqual(Array(3).fill('eth_getTransactionReceipt'));
  });

  test('by all receipts of the block at once, if they are many', async () => {
    const node = scriptedNode(busy);
    const many = await nativeOf(99);
    const succeeded = await succeededTransfers(node, busy.hash, many);
    expect(many.length - succeeded.length).toBe(1);
    expect(succeeded.map(transfer => transfer.txHash)).not.toContain(busy.sent.failed);
    expect(node.calls).toEqual([['eth_getBlockReceipts', busy.hash]]);

    const simple = scriptedNode(busy, { without: ['eth_getBlockReceipts'] });
    expect(await succeededTransfers(simple, busy.hash, many)).toEqual(succeeded);
    expect(simple.calls).toHaveLength(1 + many.length);
  });

  test('without a call for tokens, whose logs prove them', async () => {
    const node = scriptedNode(busy);
    const [native] = await nativeOf(1);
    const token = { ...(native as Transfer), kind: 'token', amount: zero } as const;
    expect(await succeededTransfers(node, busy.hash, [token])).toEqual([token]);
    expect(node.calls).toEqual([]);
  });

  test.each<[string, number, Lies]>([
    ['has no receipt', 1, { receipt: () => null }],
    [
      'has a receipt of another block',
      1,
      { receipt: receipt => ({ ...receipt, blockHash: receipt.transactionHash }) },
    ],
    ['is not among the receipts of the block', 99, { receipts: receipts => receipts.slice(1) }],
    ['has an outcome nobody knows', 1, { receipt: receipt => ({ ...receipt, status: '0x2' }) }],
  ])('but not one that %s', async (_, count, lies) => {
    const asked = succeededTransfers(scriptedNode(busy, lies), busy.hash, await nativeOf(count));
    await expect(asked).rejects.toMatchObject({ code: 'rpc_inconsistent' });
  });
});
