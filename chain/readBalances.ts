import type { Address, BlockHash } from '../domain/address.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { Rpc } from './rpc.ts';
import { bigQuantity, word } from './wire.ts';

/** Selector of EIP-20 `balanceOf(address)`. */
const balanceOfSelector = '0x70a08231';

/** The native coin an address holds after block `blockNumber`. Throws `rpc_unavailable`, `rpc_inconsistent`. */
export async function readBalance(rpc: Rpc, address: Address, blockNumber: number): Promise<BaseUnits> {
  const answer = await rpc.call('eth_getBalance', [address, `0x${blockNumber.toString(16)}`]);
  return bigQuantity(answer, 'balance') as BaseUnits;
}

/**
 * The same after a block that is named by its hash (EIP-1898), so that it is not another one of that height. A node
 * without old states refuses: `rpc_unavailable`.
 */
export async function readBalanceAt(rpc: Rpc, address: Address, blockHash: BlockHash): Promise<BaseUnits> {
  return bigQuantity(await rpc.call('eth_getBalance', [address, { blockHash }]), 'balance') as BaseUnits;
}

/**
 * What an address holds of a token after a block, which is named by its hash (EIP-1898), so that it is not
 * another one of that height. Throws `rpc_unavailable`, and `rpc_inconsistent` where there is no such contract.
 */
export async function readTokenBalance(
  rpc: Rpc,
  contract: Address,
  holder: Address,
  blockHash: BlockHash,
): Promise<BaseUnits> {
  const call = { to: contract, data: `${balanceOfSelector}${holder.slice(2).padStart(64, '0')}` };
  return BigInt(word(await rpc.call('eth_call', [call, { blockHash }]), 'token balance')) as BaseUnits;
}
