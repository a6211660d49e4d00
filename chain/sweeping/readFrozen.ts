import { id } from 'ethers';
import type { Address } from '../../domain/address.ts';
import { RpcRefusal } from '../rpc/refusals.ts';
import type { Rpc } from '../rpc/rpc.ts';

/**
 * Whether a token's issuer has frozen an address, as the token's own view says, such as `isBlackListed(address)`. Null if the
 * token has no such view. Throws `rpc_unavailable`.
 */
export async function readFrozen(
  rpc: Rpc,
  { contract, view }: { readonly contract: Address; readonly view: string },
  address: Address,
): Promise<boolean | null> {
  const data = `${id(view).slice(0, 10)}${address.slice(2).padStart(64, '0')}`;
  try {
    const answer = await rpc.call('eth_call', [{ to: contract, data }, 'latest']);
    return typeof answer === 'string' && /^0x[0-9a-fA-F]{64}$/.test(answer) ? BigInt(answer) !== 0n : null;
  } catch (error) {
    if (error instanceof RpcRefusal) return null;
    throw error;
  }
}
