import { id } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import type { DestinationChange, DestinationLog } from '../../domain/sweeping/destination.ts';
import type { WireLog } from '../wire.ts';
import { contradiction } from '../wireValues.ts';

/** Events of `contracts/sweeping/Sweeper.sol`; the destination is indexed. */
const proposedTopic = id('DestinationProposed(address,uint256)');
const disabledTopic = id('DestinationDisabled(address,address)');

/** What the logs of a block say of destinations, whoever emitted them. */
export function destinationLogs(logs: readonly WireLog[]): readonly DestinationLog[] {
  return logs.flatMap(
    ({ topics, data, address: sweeper, logIndex, transactionHash: txHash }): DestinationLog[] => {
      const [topic, destination] = topics;
      if (topics.length !== 2 || data.length !== 66 || destination === undefined) return [];
      const about = { sweeper, address: `0x${destination.slice(-40)}` as Address, logIndex, txHash };
      if (topic === proposedTopic) return [{ ...about, kind: 'proposed', activeAt: BigInt(data) }];
      return topic === disabledTopic ? [{ ...about, kind: 'disabled', activeAt: null }] : [];
    },
  );
}

/**
 * Those of `sweepers`, each with its delay in seconds. The bloom of a header covers emitter and topics of a log, and not
 * its data. So `activeAt` is compared with what the contract computes: the block's time and the delay. Throws
 * `rpc_inconsistent` if it differs.
 */
export function destinationChanges(
  block: Pick<BlockHeader, 'number' | 'minedAt'> & { readonly destinationLogs: readonly DestinationLog[] },
  sweepers: ReadonlyMap<Address, number>,
): readonly DestinationChange[] {
  return block.destinationLogs.flatMap((log): DestinationChange[] => {
    const delaySeconds = sweepers.get(log.sweeper);
    if (delaySeconds === undefined) return [];
    if (log.activeAt === null) return [{ ...log, activeAt: null }];
    const activeAt = new Date(block.minedAt.getTime() + delaySeconds * 1000);
    if (BigInt(activeAt.getTime()) !== log.activeAt * 1000n) {
      throw contradiction(
        `block ${String(block.number)} has a proposal that is active at another time than its delay says`,
      );
    }
    return [{ ...log, activeAt }];
  });
}
