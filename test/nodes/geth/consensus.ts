import { Transaction } from 'ethers';
import type { BlockHash } from '../../../domain/address.ts';
import type { Fork } from './genesis.ts';
import type { GethNode } from './gethNode.ts';

/** A block as the Engine API passes it on. */
export interface Payload {
  readonly hash: BlockHash;
  readonly number: number;
  readonly execution: object;
  readonly versionedHashes: readonly string[];
  readonly requests: readonly string[];
}

/** A validator's withdrawal (EIP-4895); the amount in gwei. */
export interface Withdrawal {
  readonly index: number;
  readonly address: string;
  readonly gwei: bigint;
}

export interface BlockContents {
  /** Raw transactions; by default those of the node's pool. */
  readonly transactions?: readonly string[];
  readonly withdrawals?: readonly Withdrawal[];
  readonly feeRecipient?: string;
}

export interface Tags {
  readonly safe: BlockHash;
  readonly finalized: BlockHash;
}

const zeroHash = `0x${'00'.repeat(32)}` as BlockHash;
const noTags: Tags = { safe: zeroHash, finalized: zeroHash };
const nobody = `0x${'00'.repeat(20)}`;
const hex = (value: number | bigint): string => `0x${value.toString(16)}`;

interface Execution {
  readonly blockHash: BlockHash;
  readonly blockNumber: string;
  readonly transactions: readonly string[];
}

/**
 * Builds a block on the node's head, which stays where it is. The node's `testing` API does so at once and
 * with exactly these transactions; a payload that is ordered by `forkchoiceUpdated` fills in the background.
 */
export async function buildBlock(
  node: GethNode,
  fork: Fork,
  { transactions, withdrawals = [], feeRecipient = nobody }: BlockContents = {},
): Promise<Payload> {
  const head = (await node.request('eth_getBlockByNumber', ['latest', false])) as {
    readonly hash: BlockHash;
    readonly number: string;
    readonly timestamp: string;
  };
  const attributes = {
    timestamp: hex(Number(head.timestamp) + 1),
    prevRandao: zeroHash,
    suggestedFeeRecipient: feeRecipient,
    withdrawals: withdrawals.map(({ index, address, gwei }) => ({
      index: hex(index),
      validatorIndex: hex(0),
      address,
      amount: hex(gwei),
    })),
    parentBeaconBlockRoot: zeroHash,
    ...(fork === 'amsterdam' && { slotNumber: hex(Number(head.number) + 1) }),
  };
  const built = (await node.request('testing_buildBlockV1', [
    head.hash,
    attributes,
    transactions ?? null,
    '0x',
  ])) as { readonly executionPayload: Execution; readonly executionRequests: readonly string[] | null };
  const { executionPayload, executionRequests } = built;
  return {
    hash: executionPayload.blockHash,
    number: Number(executionPayload.blockNumber),
    execution: executionPayload,
    versionedHashes: executionPayload.transactions.flatMap(
      raw => Transaction.from(raw).blobVersionedHashes ?? [],
    ),
    requests: executionRequests ?? [],
  };
}

/** Gives a node a block, which it checks and keeps. Its head stays where it is. */
export async function giveBlock(node: GethNode, fork: Fork, payload: Payload): Promise<void> {
  const { execution, versionedHashes, requests } = payload;
  const method = fork === 'amsterdam' ? 'engine_newPayloadV5' : 'engine_newPayloadV4';
  const status = await node.engine(method, [execution, versionedHashes, zeroHash, requests]);
  expectValid(node, status, `block ${String(payload.number)}`);
}

/** Makes a known block the node's head. */
export async function followHead(node: GethNode, head: BlockHash, tags: Tags = noTags): Promise<void> {
  const state = { headBlockHash: head, safeBlockHash: tags.safe, finalizedBlockHash: tags.finalized };
  const answer = (await node.engine('engine_forkchoiceUpdatedV3', [state, null])) as {
    readonly payloadStatus: unknown;
  };
  expectValid(node, answer.payloadStatus, 'the head');
}

function expectValid({ name }: GethNode, answer: unknown, what: string): void {
  const { status, validationError } = answer as {
    readonly status: string;
    readonly validationError?: string;
  };
  if (status !== 'VALID') throw new Error(`${name}: ${what} is ${status}: ${validationError ?? 'no reason'}`);
}
