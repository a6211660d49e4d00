import type { Coin } from '../plan/coins.ts';

/** A transfer of a listed coin on the canonical chain. */
export interface Transfer {
  readonly network: string;
  readonly txHash: string;
  readonly blockHash: string;
  readonly coin: Coin;
  /** In lower case. */
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
  /** The time of its block, in ms since 1970. */
  readonly minedAt: number;
}

/** Asks a node that has no faults. */
export type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>;

interface Block {
  readonly hash: string;
  readonly timestamp: string;
  readonly transactions: readonly Transaction[];
}
interface Transaction {
  readonly hash: string;
  readonly from: string;
  readonly to: string | null;
  readonly value: string;
  readonly input: string;
}
interface Receipt {
  readonly status: string;
  readonly logs: readonly {
    readonly address: string;
    readonly topics: readonly string[];
    readonly data: string;
  }[];
}
interface Frame {
  readonly type: string;
  readonly from: string;
  readonly to?: string;
  readonly value?: string;
  readonly error?: string;
  readonly calls?: readonly Frame[];
}

/** `Transfer(address,address,uint256)` of ERC-20. */
const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const hex = (number: number): string => `0x${number.toString(16)}`;

/**
 * Every transfer of these coins of one network in the blocks from `from` to `to`, in the chain's order. It reads
 * each transaction by itself, with its receipt and its trace, and shares nothing with the scanner.
 */
export async function readTransfers(
  ask: Ask,
  coins: readonly Coin[],
  from: number,
  to: number,
): Promise<readonly Transfer[]> {
  const found: Transfer[] = [];
  for (let number = from; number <= to; number++) {
    const { hash, transactions, timestamp } = (await ask('eth_getBlockByNumber', [
      hex(number),
      true,
    ])) as Block;
    for (const transaction of transactions) {
      const receipt = (await ask('eth_getTransactionReceipt', [transaction.hash])) as Receipt;
      if (receipt.status !== '0x1') continue;
      const native = coins.find(({ contract }) => contract === null);
      const moves = [
        ...(native ? (await nativeMoves(ask, transaction)).map(move => ({ ...move, coin: native })) : []),
        ...tokenMoves(receipt, coins),
      ];
      for (const { coin, from: sender, to: receiver, amount } of moves) {
        if (amount === 0n) continue;
        found.push({
          network: coin.network,
          txHash: transaction.hash,
          blockHash: hash,
          coin,
          from: sender.toLowerCase(),
          to: receiver.toLowerCase(),
          amount,
          minedAt: Number(timestamp) * 1000,
        });
      }
    }
  }
  return found;
}

interface Move {
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
}

async function nativeMoves(
  ask: Ask,
  { hash, from, to, value, input }: Transaction,
): Promise<readonly Move[]> {
  if (to !== null && input === '0x') return [{ from, to, amount: BigInt(value) }];
  const trace = (await ask('debug_traceTransaction', [hash, { tracer: 'callTracer' }])) as Frame;
  return movesOf(trace);
}

/** A failed call takes back what the calls in it moved; a delegated one moves nothing of its own. */
function movesOf({ type, from, to, value, error, calls = [] }: Frame): readonly Move[] {
  if (error !== undefined) return [];
  const own =
    to === undefined || value === undefined || type === 'DELEGATECALL' || type === 'CALLCODE'
      ? []
      : [{ from, to, amount: BigInt(value) }];
  return [...own, ...calls.flatMap(movesOf)];
}

function tokenMoves({ logs }: Receipt, coins: readonly Coin[]): readonly (Move & { readonly coin: Coin })[] {
  return logs.flatMap(({ address, topics, data }) => {
    const coin = coins.find(({ contract }) => contract === address.toLowerCase());
    const [topic, from, to] = topics;
    if (!coin || topic !== transferTopic || topics.length !== 3 || !from || !to) return [];
    return [{ coin, from: addressIn(from), to: addressIn(to), amount: BigInt(data) }];
  });
}

const addressIn = (topic: string): string => `0x${topic.slice(-40)}`;
