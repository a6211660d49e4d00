import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from '../../domain/address.ts';
import { readNonce } from '../readNonce.ts';
import { RpcBatchRefusal, RpcRateLimit } from '../rpc/refusals.ts';
import type { Rpc, RpcAnswer } from '../rpc/rpc.ts';
import { quantity } from '../wireValues.ts';

/** Calls in a batch. geth takes 1,000, most providers 100 or more. */
const mostInBatch = 100;
/** How often a node may ask for a rest in a row, and how long the rest is if it does not say. */
const mostRests = 10;
const usualRestMs = 1000;

export type ReadNonces = (rpc: Rpc, addresses: readonly Address[]) => Promise<readonly number[]>;

/**
 * Makes a reader of the nonces of many addresses, in their order. It asks in batches, in smaller ones if a
 * node refuses them, in the end one by one, and remembers what was taken. It rests as often as a node asks for
 * it. It throws as `call` does.
 */
export function createNonceReader(): ReadNonces {
  let size = mostInBatch;
  let rests = 0;
  return async (rpc, addresses) => {
    const nonces: number[] = [];
    while (nonces.length < addresses.length) {
      const some = addresses.slice(nonces.length, nonces.length + size);
      if (!rpc.batch || size === 1) {
        for (const address of some) nonces.push(await readNonce(rpc, address));
        continue;
      }
      let answers: readonly RpcAnswer[];
      try {
        answers = await rpc.batch(
          some.map(address => ({ method: 'eth_getTransactionCount', params: [address, 'latest'] })),
        );
      } catch (error) {
        if (error instanceof RpcBatchRefusal) size = Math.max(1, Math.floor(some.length / 2));
        else if (error instanceof RpcRateLimit && rests < mostRests) {
          rests += 1;
          await sleep(error.retryAfterMs ?? usualRestMs);
        } else throw error;
        continue;
      }
      rests = 0;
      for (const answer of answers) {
        if ('error' in answer) throw answer.error;
        nonces.push(quantity(answer.result, 'transaction count'));
      }
    }
    return nonces;
  };
}
