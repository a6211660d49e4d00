import type { Address, BlockHash, TxHash } from '../domain/address.ts';
import type { ChainId, Network } from '../domain/registry.ts';
import type { BlockHeader, ScannedBlock, Transfer } from '../domain/scanning/transfer.ts';
import { logsBloom } from './bloom.ts';
import { nativeLogTransfers, refuseMissingLogs } from './nativeLogs.ts';
import { readBlockReceipts } from './readReceipts.ts';
import { readTracedTransfers } from './readTraces.ts';
import type { Rpc } from './rpc/rpc.ts';
import type { Listed } from './transfers.ts';
import { nativeTransfers, tokenTransfers, unlistedNative, unlistedTokens, withdrawals } from './transfers.ts';
import type { WireBlock, WireHeader, WireLog } from './wire.ts';
import { feeRecipientOf, wireBlock, wireHeader, wireLogs, wireReceipt } from './wire.ts';
import { destinationLogs } from './sweeping/destinationLogs.ts';
import { contradiction } from './wireValues.ts';

const hex = (number: number): string => `0x${number.toString(16)}`;

/**
 * Reads block `number` with every transfer in it; null while the node has no such block. Logs are requested
 * by the block's hash, so that both answers belong to one block even while the chain forks. They are
 * requested without a filter and proven by the header's bloom: a lagging node answers `[]`.
 *
 * With the source `topLevel`, native transfers may have failed: see `succeededTransfers`. `listed` comes from
 * `listedOn`. Throws `rpc_unavailable`, `rpc_inconsistent`, and `wrong_native_source` if the network should
 * have logs of native transfers and has none.
 */
export async function readBlock(
  rpc: Rpc,
  network: Network,
  number: number,
  listed: Listed,
): Promise<ScannedBlock | null> {
  const block = wireBlock(await rpc.call('eth_getBlockByNumber', [hex(number), true]));
  if (!block) return null;
  if (block.number !== number) throw contradiction('the node gave another block');

  const { native } = listed;
  const [logs, traced] = await Promise.all([
    readLogs(rpc, block),
    native && network.nativeSource === 'trace' ? readTracedTransfers(rpc, block, native) : [],
  ]);
  if (native && network.nativeSource === 'logs7708') await refuseMissingLogs(rpc, network, block, logs);
  const natives = {
    topLevel: nativeTransfers,
    trace: () => traced,
    logs7708: nativeLogTransfers,
  }[network.nativeSource];
  return {
    ...header(network.chainId, block),
    source: network.nativeSource,
    receiptsRoot: block.receiptsRoot,
    transfers: [
      ...(native ? natives(block.transactions, native, logs) : []),
      ...(native ? withdrawals(block, native) : []),
      ...tokenTransfers(logs, listed),
    ],
    transactions: block.transactions,
    destinationLogs: destinationLogs(logs),
    unlisted: [...(native ? [] : unlistedNative(block.transactions)), ...unlistedTokens(logs, listed)],
  };
}

/**
 * The header of a block; null while the node has no such block. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function readHeader(
  rpc: Rpc,
  chainId: ChainId,
  number: number,
): Promise<(BlockHeader & Pick<ScannedBlock, 'receiptsRoot'>) | null> {
  const block = wireHeader(await rpc.call('eth_getBlockByNumber', [hex(number), false]));
  if (!block) return null;
  if (block.number !== number) throw contradiction('the node gave another block');
  return { ...header(chainId, block), receiptsRoot: block.receiptsRoot };
}

/** The recipient of a block's fees; undefined if the node has no such block. */
export async function readFeeRecipient(rpc: Rpc, blockHash: BlockHash): Promise<Address | undefined> {
  return feeRecipientOf(await rpc.call('eth_getBlockByHash', [blockHash, false]));
}

/** All logs of a block, in the order of its transactions. Makes sure that no log is missing or added. */
async function readLogs(rpc: Rpc, block: WireBlock): Promise<readonly WireLog[]> {
  const answer = wireLogs(await rpc.call('eth_getLogs', [{ blockHash: block.hash }]));
  const logs = answer.toSorted((a, b) => a.logIndex - b.logIndex);
  let at = 0;
  for (const [index, log] of logs.entries()) {
    if (log.blockHash !== block.hash) throw contradiction('the node gave logs of another block');
    if (log.logIndex !== index) throw contradiction('a log is missing or repeated');
    while (block.transactions[at]?.hash !== log.transactionHash) {
      if (at++ >= block.transactions.length) throw contradiction('a log has no transaction, or is misplaced');
    }
  }
  if (logsBloom(logs) !== block.logsBloom) throw contradiction('the logs do not match the header');
  return logs;
}

/** Up to this number, receipts are requested one by one: those of a full block take some 500 kB. */
const fewReceipts = 10;

/**
 * Filters for the transfers that took place: a transaction in a block may have failed, and then its value did
 * not move. Only receipts show this, so call it for the few transfers that concern a purse, not for the whole
 * block. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function succeededTransfers<T extends Pick<Transfer, 'kind' | 'txHash'>>(
  rpc: Rpc,
  blockHash: BlockHash,
  transfers: readonly T[],
): Promise<readonly T[]> {
  const doubtful = new Set(transfers.filter(transfer => transfer.kind === 'native').map(t => t.txHash));
  const answers =
    (doubtful.size > fewReceipts ? await readBlockReceipts(rpc, blockHash) : undefined) ??
    (await Promise.all([...doubtful].map(txHash => rpc.call('eth_getTransactionReceipt', [txHash]))));
  const succeeded = new Map<TxHash, boolean>();
  for (const receipt of answers.map(wireReceipt)) {
    // A receipt of another block counts as missing: the block may have left the chain since it was read.
    if (receipt?.blockHash === blockHash) succeeded.set(receipt.transactionHash, receipt.succeeded);
  }
  return transfers.filter(({ kind, txHash }) => {
    if (kind !== 'native') return true;
    const outcome = succeeded.get(txHash);
    if (outcome === undefined) throw contradiction(`the receipt of ${txHash} names another block`);
    return outcome;
  });
}

function header(chainId: ChainId, block: WireHeader): BlockHeader {
  return {
    chainId,
    number: block.number,
    hash: block.hash,
    parentHash: block.parentHash,
    minedAt: new Date(block.timestamp * 1000),
  };
}
