import { Interface } from 'ethers';
import type { Address, TxHash } from '../../domain/address.ts';
import type { SkippedItem } from '../../domain/sweeping/sweep.ts';
import type { Rpc } from '../rpc/rpc.ts';
import type { WireLog } from '../wire.ts';
import { address, contradiction, data, object } from '../wireValues.ts';

const erc20 = new Interface([
  'function transfer(address to, uint256 amount)',
  'event Transfer(address indexed from, address indexed to, uint256 amount)',
]);
const selector = erc20.getFunction('transfer')?.selector ?? '';
const topic = erc20.getEvent('Transfer')?.topicHash ?? '';
/** The contract's reason `refused`, as a token that returns false: a purse's transaction is one item. */
const refused = { index: 0, reason: 4 } as const;

interface PurseTransaction {
  readonly hash: TxHash;
  readonly sender: Address;
  readonly succeeded: boolean;
  readonly logs: readonly WireLog[];
}

/**
 * What a purse's own transaction did not move. A token may return false and move nothing, and the transaction succeeds:
 * only the token's event of just this amount says that it moved. Coins move whenever the transaction succeeds.
 */
export async function skippedTransfer(
  rpc: Rpc,
  { hash, sender, succeeded, logs }: PurseTransaction,
): Promise<readonly SkippedItem[]> {
  if (!succeeded) return [];
  const answer = await rpc.call('eth_getTransactionByHash', [hash]);
  if (answer === null)
    throw contradiction(`transaction ${hash} is in a block, and the node does not have it`);
  const { to, input } = object(answer, 'transaction');
  const call = data(input, 'transaction.input').toLowerCase();
  if (!call.startsWith(selector)) return [];
  const token = address(to, 'transaction.to');
  const [payee, amount] = erc20.decodeFunctionData('transfer', call) as unknown as readonly [string, bigint];
  const moved = logs.some(
    log =>
      log.address === token &&
      log.topics[0] === topic &&
      log.topics.length === 3 &&
      isAddress(log.topics[1], sender) &&
      isAddress(log.topics[2], payee.toLowerCase()) &&
      log.data.length === 66 &&
      BigInt(log.data) === amount,
  );
  return moved ? [] : [refused];
}

function isAddress(word: string | undefined, given: string): boolean {
  return word?.slice(26) === given.slice(2);
}
