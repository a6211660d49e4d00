import { beforeAll, describe, expect, test } from 'vitest';
import { readBlock } from '../../chain/readBlock.ts';
import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import type { Transfer } from '../../domain/scanning/transfer.ts';
import type { BusyBlock, RawFrame, RawTrace } from './busyBlock.ts';
import { makeBusyBlock, other, recipient } from './busyBlock.ts';
import { networkWith, scriptedNode } from './rpc/scriptedNode.ts';

let busy: BusyBlock;
beforeAll(async () => {
  busy = await makeBusyBlock();
});

async function read(traces?: (traces: RawTrace[]) => unknown): Promise<readonly Transfer[]> {
  const node = scriptedNode(busy, traces && { traces });
  const block = await readBlock(node, networkWith('trace'), busy.number, busy.listed);
  return (block?.transfers ?? []).filter(transfer => transfer.kind !== 'token');
}
const moves = (transfers: readonly Transfer[], txHash: string) =>
  transfers
    .filter(transfer => transfer.txHash === txHash)
    .map(({ kind, ordinal, from, to, amount }) => [kind, ordinal, from, to, amount]);
/** The result if the first transaction has this trace. */
const tracing = async (result: RawFrame) =>
  moves(
    await read(traces => traces.map((trace, at) => (at === 0 ? { ...trace, result } : trace))),
    busy.sent.native,
  );

test('finds what calls inside a transaction move, besides its own value', async () => {
  const { sent, payer, batch } = busy;
  const transfers = await read();
  expect(moves(transfers, sent.native)).toEqual([['native', '0', payer, recipient, 1n]]);
  expect(moves(transfers, sent.batch)).toEqual([
    ['native', '0', payer, batch, 7n],
    ['internal', '#0', batch, recipient, 3n],
    ['internal', '#0', batch, recipient, 4n],
  ]);
  expect(transfers.every(transfer => transfer.currency === 'ETH')).toBe(true);
});

test('finds nothing in a transaction that failed or moved nothing', async () => {
  const transfers = await read();
  expect(moves(transfers, busy.sent.failed)).toEqual([]);
  expect(moves(transfers, busy.sent.nothing)).toEqual([]);
});

test('finds what a created contract received and paid, but not its failed call', async () => {
  const { sent, payer, receipts } = busy;
  const created = receipts.find(receipt => receipt.transactionHash === sent.creation)?.['contractAddress'];
  expect(moves(await read(), sent.creation)).toEqual([
    ['internal', '#0', payer, created, 30n],
    ['internal', '#0', created, recipient, 11n],
  ]);
});

test('requests all traces of the block at once, and none if native coins are not listed', async () => {
  const node = scriptedNode(busy);
  await readBlock(node, networkWith('trace'), busy.number, busy.listed);
  expect(node.calls).toContainEqual([
    'debug_traceBlockByHash',
    busy.hash,
    { tracer: 'callTracer', tracerConfig: { onlyTopCall: false, withLog: false } },
  ]);
});

describe('of a tree of calls', () => {
  const [a, b] = [recipient, other];
  const call = (value: string, calls: RawFrame[] = []): RawFrame => ({
    type: 'CALL',
    from: a,
    to: b,
    value,
    calls,
  });

  test('numbers payments of one amount to one receiver, in their order', async () => {
    const still: RawFrame = { type: 'STATICCALL', from: a, to: b };
    const back: RawFrame = { ...call('0x2'), from: b, to: a };
    const tree = call('0x0', [still, call('0x0', [still, back, call('0x2')]), call('0x3'), call('0x2')]);
    expect(await tracing(tree)).toEqual([
      ['internal', '#0', b, a, 2n],
      ['internal', '#0', a, b, 2n],
      ['internal', '#0', a, b, 3n],
      ['internal', '#1', a, b, 2n],
    ]);
  });

  test('drops everything inside a failed call', async () => {
    const inside = call('0x2', [call('0x3')]);
    const reverted: RawFrame = { ...call('0x1', [inside]), error: 'execution reverted' };
    const explained: RawFrame = { ...call('0x1', [inside]), revertReason: 'no' };
    const fine: RawFrame = { ...call('0x4'), error: null };
    expect(await tracing(call('0x0', [reverted, explained, fine]))).toEqual([['internal', '#0', a, b, 4n]]);
    expect(await tracing({ ...call('0x1', [inside]), error: 'out of gas' })).toEqual([]);
  });

  test('leaves out value that stays with the caller, but not the calls inside', async () => {
    const types = ['DELEGATECALL', 'STATICCALL', 'CALLCODE'];
    const tree = call(
      '0x0',
      types.map(type => ({ type, from: a, to: b, value: '0x9', calls: [call('0x1')] })),
    );
    expect(await tracing(tree)).toEqual(types.map((_, at) => ['internal', `#${String(at)}`, a, b, 1n]));
  });

  test('counts creations and self-destructions as payments, unless the value stays with its sender', async () => {
    const types = ['CREATE', 'CREATE2', 'SELFDESTRUCT'];
    const tree = call('0x0', [
      ...types.map(type => ({ type, from: a, to: b, value: '0x5' })),
      { type: 'SELFDESTRUCT', from: a, to: a, value: '0x5' },
      { type: 'CALL', from: a, to: a, value: '0x6' },
    ]);
    expect(await tracing(tree)).toEqual([...types.map((_, at) => ['internal', `#${String(at)}`, a, b, 5n])]);
  });

  test('reads calls of any possible depth', async () => {
    let tree = call('0x1');
    for (let depth = 1; depth < 1024; depth++) tree = call('0x0', [tree]);
    expect(await tracing(tree)).toEqual([['internal', '#0', a, b, 1n]]);
  });

  test.each<[string, RawFrame]>([
    ['a call of a kind it does not know', { ...call('0x0'), type: 'EXTCALL' }],
    ['a call without its value', { type: 'CALL', from: a, to: b }],
    ['a payment to nobody', { type: 'CALL', from: a, value: '0x1' }],
  ])('does not skip %s', async (_, frame) => {
    await expect(tracing(call('0x0', [frame]))).rejects.toMatchObject({ code: 'rpc_inconsistent' });
  });
});

test.each([
  ['that took too long', 'execution timeout', false],
  ['whose state is gone', 'historical state is not available', true],
  ['that has a reason in several parts', { code: -32_000, message: 'missing trie node' }, true],
])('a trace %s is a refusal of the call, not a fault of the node', async (_, reason, isOfThePast) => {
  const refusal: unknown = await read(traces =>
    traces.map((trace, at) => (at === 1 ? { txHash: trace.txHash, error: reason } : trace)),
  ).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RpcRefusal);
  expect(refusal).toMatchObject({ isOfTheCall: true, isOfState: true, isOfThePast });
});

describe('does not trust traces', () => {
  test.each<[string, (traces: RawTrace[]) => unknown]>([
    ['that are of fewer transactions', traces => traces.slice(0, -1)],
    ['that are of more transactions', traces => [...traces, ...traces.slice(0, 1)]],
    ['in another order', traces => [...traces.slice(1, 2), ...traces.slice(0, 1), ...traces.slice(2)]],
    ['of which one is empty', traces => traces.with(0, { txHash: traces[0]?.txHash ?? '' })],
    ['that are missing', () => null],
  ])('%s', async (_, lie) => {
    await expect(read(lie)).rejects.toMatchObject({ code: 'rpc_inconsistent' });
  });
});
