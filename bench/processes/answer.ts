import { openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { readFixture } from '../fixture/readFixture.ts';
import type { Place, RecordedBlock } from '../fixture/shape.ts';
import { lastBlock, shape } from '../fixture/shape.ts';

/** The parts of a JSON-RPC request that are used. */
export interface Call {
  readonly id?: unknown;
  readonly method: string;
  readonly params?: readonly unknown[];
}

interface LogFilter {
  readonly blockHash?: string;
  readonly fromBlock?: string;
  readonly toBlock?: string;
  readonly address?: string | readonly string[];
  readonly topics?: readonly (string | readonly string[] | null)[];
}

interface IndexedLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly text: string;
}

const hex = (number: number): string => `0x${number.toString(16)}`;
/** Two epochs of Ethereum, in blocks. */
const finalizedLag = 64;
/** The node has no such method. */
export const unknownMethod = Symbol('unknown method');

/**
 * The `result` of calls about the recorded chain, in JSON. Recorded answers are copied from the file, which
 * the operating system keeps in memory, so an answer costs very little. `ranges`: also prepares logs of many
 * blocks. `blockReceipts` false: a node without eth_getBlockReceipts.
 */
export function createAnswers(
  folder: string,
  options: { readonly ranges: boolean; readonly blockReceipts: boolean },
): {
  readonly answer: (call: Call) => Buffer | string | typeof unknownMethod;
  /** Blocks above the head do not exist yet. */
  readonly setHead: (height: number) => void;
} {
  let head: number = lastBlock;
  const file = openSync(join(folder, 'answers.bin'), 'r');
  const { blocks } = readFixture(folder);
  const byHash = new Map(blocks.map(block => [block.hash, block]));
  const receiptOf = new Map(
    blocks.flatMap(block => block.txHashes.map((hash, index) => [hash, block.receiptPlaces[index]] as const)),
  );
  const read = (place: Place | undefined): Buffer | string => {
    if (!place) return 'null';
    const answer = Buffer.allocUnsafe(place[1]);
    readSync(file, answer, 0, place[1], place[0]);
    return answer;
  };
  const logsOf = options.ranges
    ? new Map(blocks.map(block => [block, indexLogs(read(block.logs))]))
    : undefined;

  const byNumber = (tag: unknown): RecordedBlock | undefined => {
    const number =
      tag === 'latest' ? head : tag === 'safe' || tag === 'finalized' ? head - finalizedLag : Number(tag);
    return number > head ? undefined : blocks[number - shape.start];
  };

  const getBlock = (block: RecordedBlock | undefined, full: unknown): Buffer | string => {
    const whole = read(block?.block);
    return block && full === false ? withHashes(whole, block) : whole;
  };

  const getLogs = (filter: LogFilter): Buffer | string => {
    if (filter.blockHash !== undefined) {
      const block = byHash.get(filter.blockHash);
      if (!filter.address && !filter.topics) return read(block?.logs);
      return select(block ? [block] : [], filter);
    }
    const from = Number(filter.fromBlock) - shape.start;
    return select(blocks.slice(Math.max(0, from), Number(filter.toBlock) - shape.start + 1), filter);
  };

  const select = (of: readonly RecordedBlock[], filter: LogFilter): string => {
    const matches = matcher(filter);
    const texts = of.flatMap(block =>
      (logsOf?.get(block) ?? indexLogs(read(block.logs))).filter(matches).map(log => log.text),
    );
    return `[${texts.join(',')}]`;
  };

  const answer = ({ method, params = [] }: Call): Buffer | string | typeof unknownMethod => {
    switch (method) {
      case 'eth_chainId':
        return `"${hex(shape.chainId)}"`;
      case 'net_version':
        return `"${String(shape.chainId)}"`;
      case 'eth_blockNumber':
        return `"${hex(head)}"`;
      case 'eth_syncing':
        return 'false';
      case 'eth_getBlockByNumber':
        if (params[0] === 'pending') return pendingBlock(head + 1);
        return Number(params[0]) === 0 ? genesis : getBlock(byNumber(params[0]), params[1]);
      case 'eth_getBlockByHash':
        return getBlock(byHash.get(String(params[0])), params[1]);
      case 'eth_getLogs':
        return getLogs(params[0] as LogFilter);
      case 'eth_getTransactionReceipt':
        return read(receiptOf.get(String(params[0])));
      case 'eth_getBlockReceipts': {
        if (!options.blockReceipts) return unknownMethod;
        const id = params[0];
        return read((byHash.get(String(id)) ?? byNumber(id))?.receipts);
      }
      default:
        return unknownMethod;
    }
  };
  return {
    answer,
    setHead: height => {
      head = height;
    },
  };
}

function indexLogs(answer: Buffer | string): readonly IndexedLog[] {
  const logs = JSON.parse(answer.toString()) as readonly Omit<IndexedLog, 'text'>[];
  return logs.map(log => ({ address: log.address, topics: log.topics, text: JSON.stringify(log) }));
}

/** Whether a log passes the filter (execution-apis, "Filter"). */
function matcher({ address, topics = [] }: LogFilter): (log: IndexedLog) => boolean {
  const setOf = (wanted: string | readonly string[] | null | undefined): ReadonlySet<string> | undefined =>
    wanted === null || wanted === undefined
      ? undefined
      : new Set((typeof wanted === 'string' ? [wanted] : wanted).map(each => each.toLowerCase()));
  const addresses = setOf(address);
  const wanted = topics.map(setOf);
  return log =>
    (addresses?.has(log.address) ?? true) &&
    wanted.every((set, position) => set?.has(log.topics[position] ?? '') ?? true);
}

function withHashes(whole: Buffer | string, { txHashes }: RecordedBlock): string {
  const block = JSON.parse(whole.toString()) as Record<string, unknown>;
  return JSON.stringify({ ...block, transactions: txHashes });
}

const zeros = (bytes: number): string => `0x${'00'.repeat(bytes)}`;
const pendingBlock = (number: number): string =>
  JSON.stringify({ ...emptyBlock, number: hex(number), hash: null, nonce: null, miner: null });
const emptyBlock = {
  number: '0x0',
  hash: '0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3',
  parentHash: zeros(32),
  nonce: '0x0000000000000042',
  mixHash: zeros(32),
  sha3Uncles: '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
  logsBloom: zeros(256),
  receiptsRoot: '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421',
  transactionsRoot: '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421',
  stateRoot: '0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544',
  miner: zeros(20),
  difficulty: '0x400000000',
  extraData: '0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa',
  gasLimit: '0x1388',
  gasUsed: '0x0',
  timestamp: '0x0',
  size: '0x21c',
  uncles: [],
  transactions: [],
};
/** Ethereum's genesis block. */
const genesis = JSON.stringify(emptyBlock);
