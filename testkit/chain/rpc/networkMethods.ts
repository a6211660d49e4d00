import type { TestChain } from '../chain.ts';
import { finalitySchema } from '../journal.ts';
import type { Miner } from '../miner.ts';
import { replacementSchema, replaceTransaction } from '../payers/replaceTransaction.ts';
import { reorgSchema } from '../reorg.ts';
import type { Answer } from './answerFalsely.ts';
import { changesChain, optionalInteger } from './chainMethods.ts';
import { parseParam } from './parseParam.ts';

/**
 * Answers the methods that control a test network, and passes everything else to its chain. Throws
 * `RpcError`.
 */
export function networkMethods(chain: TestChain, miner: Miner): Answer {
  const answer: Answer = async (method, params) => {
    switch (method) {
      case 'purser_pauseMining':
        miner.pause();
        // Waits for a block that is under way.
        await chain.mine(0);
        return true;
      case 'purser_resumeMining':
        miner.resume();
        return true;
      case 'purser_mine':
        await chain.mine(optionalInteger(params[0], 'the number of blocks') ?? 1);
        miner.wake(false);
        return true;
      case 'purser_reorg': {
        const reorg = await chain.reorg(parseParam(reorgSchema, params[0]));
        miner.wake(false);
        return reorg;
      }
      case 'purser_finalize':
        await chain.finalize(parseParam(finalitySchema, params[0]));
        return true;
      case 'purser_drop':
        return answer('hardhat_dropTransaction', params);
      case 'purser_replace':
        return replaceTransaction(answer, parseParam(replacementSchema, params[0]));
      default: {
        const result = await chain.call(method, params);
        if (changesChain(method)) miner.wake(method.startsWith('eth_send'));
        return result;
      }
    }
  };
  return answer;
}
