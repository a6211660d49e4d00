import { setTimeout as sleep } from 'node:timers/promises';
import { bigOf, callRpc } from '../rpc/callRpc.ts';

export interface MinedTransaction {
  readonly blockNumber: number;
  readonly blockHash: string;
  /** False if the transaction was mined but reverted. */
  readonly succeeded: boolean;
  /** The address of the contract that it created, in lower case; null if it created none. */
  readonly contract: string | null;
}

/** Waits until a transaction is in a block. Throws if that takes longer than `timeoutMs`. */
export async function waitMined(wanted: {
  readonly rpcUrl: string;
  readonly txHash: string;
  readonly timeoutMs?: number;
}): Promise<MinedTransaction> {
  const { rpcUrl, txHash, timeoutMs = 30_000 } = wanted;
  for (const deadline = performance.now() + timeoutMs; performance.now() < deadline; await sleep(25)) {
    const receipt = (await callRpc(rpcUrl, 'eth_getTransactionReceipt', [txHash])) as {
      readonly blockNumber: string;
      readonly blockHash: string;
      readonly status: string;
      readonly contractAddress: string | null;
    } | null;
    if (receipt === null) continue;
    return {
      blockNumber: Number(bigOf(receipt.blockNumber)),
      blockHash: receipt.blockHash,
      succeeded: receipt.status === '0x1',
      contract: receipt.contractAddress?.toLowerCase() ?? null,
    };
  }
  throw new Error(`transaction ${txHash} was not mined within ${String(timeoutMs)} ms`);
}
