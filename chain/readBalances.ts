import type { Address, BlockHash } from '../domain/address.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { Rpc, RpcCall } from './rpc/rpc.ts';
import { bigQuantity, word } from './wireValues.ts';

/** Selector of EIP-20 `balanceOf(address)`. */
const balanceOfSelector = '0x70a08231';

/**
 * How much native coin an address holds after a block, which is the head without a number. Throws
 * `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function readBalance(rpc: Rpc, address: Address, blockNumber?: number): Promise<BaseUnits> {
  const block = blockNumber === undefined ? 'latest' : `0x${blockNumber.toString(16)}`;
  const answer = await rpc.call('eth_getBalance', [address, block]);
  return bigQuantity(answer, 'balance') as BaseUnits;
}

/** Asks how much an address holds of a token, or of the native coin if `contract` is null. */
export interface BalanceQuestion {
  readonly holder: Address;
  readonly contract: Address | null;
}

/** The EIP-20 call that asks a contract for a balance. */
export function tokenBalanceCall(contract: Address, holder: Address): { to: Address; data: string } {
  return { to: contract, data: `${balanceOfSelector}${holder.slice(2).padStart(64, '0')}` };
}

/**
 * The call that asks for a balance after a block. It names the block by its hash (EIP-1898), so that no other
 * block of that height is read. `balanceIn` reads the answer.
 */
export function balanceCall({ holder, contract }: BalanceQuestion, blockHash: BlockHash): RpcCall {
  return contract === null
    ? { method: 'eth_getBalance', params: [holder, { blockHash }] }
    : { method: 'eth_call', params: [tokenBalanceCall(contract, holder), { blockHash }] };
}

/** Throws `rpc_inconsistent`, also if there is no such contract. */
export function balanceIn({ contract }: BalanceQuestion, answer: unknown): BaseUnits {
  return (
    contract === null ? bigQuantity(answer, 'balance') : BigInt(word(answer, 'token balance'))
  ) as BaseUnits;
}

/** Throws `rpc_unavailable`, also if the node no longer has that state, and as `balanceIn` does. */
export async function readBalanceOf(
  rpc: Rpc,
  question: BalanceQuestion,
  blockHash: BlockHash,
): Promise<BaseUnits> {
  const { method, params } = balanceCall(question, blockHash);
  return balanceIn(question, await rpc.call(method, params));
}

/**
 * How much an address holds of a token after a block. The block is named by its hash (EIP-1898), so that no
 * other block of that height is read. Throws `rpc_unavailable`, and `rpc_inconsistent` if there is no such
 * contract.
 */
export async function readTokenBalance(
  rpc: Rpc,
  contract: Address,
  holder: Address,
  blockHash: BlockHash,
): Promise<BaseUnits> {
  return readBalanceOf(rpc, { holder, contract }, blockHash);
}
