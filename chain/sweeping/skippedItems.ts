import { id } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { SkippedItem } from '../../domain/sweeping/sweep.ts';
import type { WireLog } from '../wire.ts';

/** An event of `contracts/sweeping/Sweeper.sol`: the item's index in the batch, and the number of the reason. */
const skippedTopic = id('ItemSkipped(uint256,uint8)');
const wordDigits = 64;
/** A payee's contract may log any number. No batch has that many items, and no contract of ours that many reasons. */
const most = { index: 0xffffn, reason: 0xffn };

/** The items that `emitter` says it skipped. Other contracts may log the same: what they say means nothing. */
export function skippedItems(logs: readonly WireLog[], emitter: Address): readonly SkippedItem[] {
  return logs.flatMap(({ address, topics, data }): SkippedItem[] => {
    if (address !== emitter || topics.length !== 1 || topics[0] !== skippedTopic) return [];
    if (data.length !== 2 + 2 * wordDigits) return [];
    const index = BigInt(data.slice(0, 2 + wordDigits));
    const reason = BigInt(`0x${data.slice(2 + wordDigits)}`);
    return index > most.index || reason > most.reason
      ? []
      : [{ index: Number(index), reason: Number(reason) }];
  });
}
