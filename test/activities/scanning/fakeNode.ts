import { logsBloom } from '../../../chain/bloom.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import type { RpcPool } from '../../../chain/rpc/rpcPool.ts';
import type { Address, BlockHash, TxHash } from '../../../domain/address.ts';
import { txHash } from '../../db/fixtures.ts';

export interface FakeTransaction {
  readonly hash: TxHash;
  readonly to: Address;
  /** Wei. */
  readonly value: bigint;
  readonly failed?: boolean;
  /** A token; the contract transfers 7 of it to `to`. */
  readonly token?: Address;
}

export interface FakeBlock {
  readonly hash: BlockHash;
  readonly transactions: readonly FakeTransaction[];
}

export interface FakeNode extends Rpc {
  readonly blocks: Map<number, FakeBlock>;
  readonly pending: FakeTransaction[];
  /** How often each method was called. */
  readonly calls: Map<string, number>;
  /** If set, the methods that fail. */
  fails: (method: string, params: readonly unknown[]) => Error | undefined;
}

const payer = `0x${'77'.repeat(20)}`;
const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const hex = (value: number | bigint): string => `0x${value.toString(16)}`;
const word = (digits: string): string => `0x${digits.replace(/^0x/, '').padStart(64, '0')}`;

/** A node that knows the blocks of a test and answers in the form of real nodes. */
export function fakeNode(name = 'node#1'): FakeNode {
  const node: FakeNode = {
    name,
    url: `http://${name}`,
    blocks: new Map(),
    pending: [],
    calls: new Map(),
    fails: () => undefined,
    call: (method, params) => {
      node.calls.set(method, (node.calls.get(method) ?? 0) + 1);
      const failure = node.fails(method, params);
      return failure ? Promise.reject(failure) : Promise.resolve(answer(node, method, params));
    },
  };
  return node;
}

/** The nodes as a pool: the first is picked first, and another one if another is wanted. */
export function poolOfNodes(
  ...nodes: readonly FakeNode[]
): RpcPool & { readonly blamed: Pick<Rpc, 'name'>[] } {
  const blamed: Pick<Rpc, 'name'>[] = [];
  const pool: RpcPool & { readonly blamed: Pick<Rpc, 'name'>[] } = {
    size: nodes.length,
    blamed,
    pick: apart => {
      const node = nodes.find(candidate => candidate !== apart) ?? nodes[0];
      return node ? Promise.resolve(node) : Promise.reject(new Error('a pool of no nodes'));
    },
    blame: rpc => void blamed.push(rpc),
    recheck: () => undefined,
    health: () => [],
    each: () => Promise.resolve([]),
    background: () => pool,
  };
  return pool;
}

function answer(node: FakeNode, method: string, [first]: readonly unknown[]): unknown {
  switch (method) {
    case 'eth_getBlockByNumber': {
      const block = node.blocks.get(Number(first));
      return block ? blockJson(Number(first), block) : null;
    }
    case 'eth_getLogs': {
      const [, block] = [...node.blocks].find(([, { hash }]) => hash === hashIn(first)) ?? [];
      return block ? logsJson(block) : [];
    }
    case 'eth_getTransactionByHash': {
      const waiting = node.pending.find(({ hash }) => hash === first);
      if (waiting) return transactionJson(waiting, null);
      const [number, block] = blockOf(node, first) ?? [];
      const mined = block?.transactions.find(({ hash }) => hash === first);
      return mined && number !== undefined ? transactionJson(mined, number) : null;
    }
    case 'eth_getTransactionReceipt': {
      const [, block] = blockOf(node, first) ?? [];
      const mined = block?.transactions.find(({ hash }) => hash === first);
      return mined
        ? { blockHash: block?.hash, transactionHash: mined.hash, status: mined.failed ? '0x0' : '0x1' }
        : null;
    }
    default:
      throw new Error(`the fake node has no ${method}`);
  }
}

function blockOf({ blocks }: FakeNode, hash: unknown): [number, FakeBlock] | undefined {
  return [...blocks].find(([, block]) => block.transactions.some(transaction => transaction.hash === hash));
}

function hashIn(filter: unknown): unknown {
  return typeof filter === 'object' && filter !== null && 'blockHash' in filter
    ? filter.blockHash
    : undefined;
}

function blockJson(number: number, block: FakeBlock) {
  return {
    number: hex(number),
    hash: block.hash,
    parentHash: txHash(),
    timestamp: hex(1_800_000_000 + number),
    receiptsRoot: txHash(),
    logsBloom: logsBloom(logsJson(block)),
    transactions: block.transactions.map((transaction, at) => ({
      ...transactionJson(transaction, number),
      blockHash: block.hash,
      transactionIndex: hex(at),
    })),
  };
}

function transactionJson({ hash, to, value }: FakeTransaction, blockNumber: number | null) {
  return {
    hash,
    from: payer,
    to,
    value: hex(value),
    nonce: '0x0',
    input: '0x',
    blockNumber: blockNumber === null ? null : hex(blockNumber),
  };
}

function logsJson(block: FakeBlock) {
  return block.transactions
    .filter(({ token }) => token !== undefined)
    .map(({ hash, to, token = payer as Address }, at) => ({
      address: token,
      topics: [transferTopic, word(payer), word(to)],
      data: word('7'),
      blockHash: block.hash,
      transactionHash: hash,
      logIndex: hex(at),
    }));
}
