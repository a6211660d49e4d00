import { Interface } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { OutgoingCall } from '../sending/outgoingCall.ts';
import { isCodeOfCall } from '../rpc/oldData.ts';
import { RpcRefusal } from '../rpc/refusals.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { address, bigQuantity, data, word } from '../wireValues.ts';
import { tokenBalanceCall } from '../readBalances.ts';

/** What a purse moves by its own transaction. */
export interface PurseTransfer {
  readonly purse: Address;
  /** Null: the coin of the network. */
  readonly token: Address | null;
  /** Base units. */
  readonly amount: bigint;
  readonly to: Address;
}

const erc20 = new Interface(['function transfer(address to, uint256 amount)']);

/**
 * No transfer gets less, so that the gas which is set aside for it also pays for a transaction that uses its nonce for
 * nothing.
 */
const leastGas = 100_000n;

/** Gas of a payment to an account without code, if it is all that a node says. */
const plainGas = 21_000n;

/**
 * The call by which a purse moves its coins; null if the node says that it would move nothing: it reverts, or the token returns
 * false. It has half as much gas again as the node's estimate. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function transferCall(
  rpc: Rpc,
  { purse, token, amount, to }: PurseTransfer,
): Promise<OutgoingCall | null> {
  const call =
    token === null
      ? { to, data: '0x', value: amount }
      : { to: token, data: erc20.encodeFunctionData('transfer', [to, amount]), value: 0n };
  const asked = { from: purse, to: call.to, data: call.data, value: hex(call.value) };
  try {
    const returned = data(await rpc.call('eth_call', [asked, 'latest']), 'returned data');
    // Some tokens return nothing, others true.
    if (token !== null && returned !== '0x' && BigInt(returned) !== 1n) return null;
    const estimate = bigQuantity(await rpc.call('eth_estimateGas', [asked]), 'gas');
    const ample = (estimate * 3n) / 2n;
    return { ...call, gasLimit: ample > leastGas ? ample : leastGas, authorizations: [] };
  } catch (error) {
    // The node has just answered for this state: what it refuses is this transfer.
    if (error instanceof RpcRefusal && !error.isOfThePast && !isCodeOfCall(error.rpcCode)) return null;
    throw error;
  }
}

/** What a purse's transaction moves; undefined if it is no transfer. */
export function transferredBy(
  purse: Address,
  { to, data: input, value }: Pick<OutgoingCall, 'to' | 'data' | 'value'>,
): PurseTransfer | undefined {
  if (input === '0x') return { purse, token: null, amount: value, to };
  const call = erc20.parseTransaction({ data: input });
  if (call?.name !== 'transfer' || value !== 0n) return undefined;
  const [payee, amount] = [address(call.args[0], 'payee'), BigInt(String(call.args[1]))];
  return { purse, token: to, amount, to: payee };
}

/** The call by which the operator's key pays a purse for its gas. */
export async function topUpCall(
  rpc: Rpc,
  operator: Address,
  { purse, amount }: { readonly purse: Address; readonly amount: bigint },
): Promise<OutgoingCall> {
  const call = { to: purse, data: '0x', value: amount };
  let estimate = plainGas;
  try {
    // Rollups ask for more than the 21,000.
    const answer = await rpc.call('eth_estimateGas', [{ from: operator, to: purse }]);
    estimate = bigQuantity(answer, 'gas');
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
  }
  return { ...call, gasLimit: (estimate * 6n) / 5n, authorizations: [] };
}

/** What an address holds of a token at the head. Throws `rpc_unavailable`, `rpc_inconsistent`. */
export async function readTokenAtHead(rpc: Rpc, token: Address, holder: Address): Promise<bigint> {
  return BigInt(
    word(await rpc.call('eth_call', [tokenBalanceCall(token, holder), 'latest']), 'token balance'),
  );
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;
