import { AbiCoder } from 'ethers';
import type { Address, BlockHash } from '../domain/address.ts';
import { keccak256 } from './keccak.ts';
import type { Rpc } from './rpc/rpc.ts';
import { contradiction } from './wireValues.ts';

/** The address of Multicall3 on more than 250 chains (https://www.multicall3.com). */
export const multicallAddress = '0xca11bde05977b3631167028862be2a173976ca11' as Address;

/**
 * Keccak-256 of Multicall3's runtime code. An address alone proves nothing: the key that deployed the
 * contract is public by now, and one chain (Ancient8) has other code at this address
 * (https://github.com/mds1/multicall3, README). Chains whose code differs for good reasons are read without
 * Multicall3.
 */
export const multicallCodeHash = 'd5c15df687b16f2ff992fc8d767b4216323184a2bbc6ee2f9c398c318e770891';

/** Selectors of `aggregate3((address,bool,bytes)[])` and `getEthBalance(address)`. */
const aggregate3Selector = '0x82ad56cb';
const getEthBalanceSelector = '0x4d2301cc';

const coder = AbiCoder.defaultAbiCoder();

interface ContractCall {
  readonly to: Address;
  readonly data: string;
}

/** A call that reads how much of the native coin an address holds. */
export function nativeBalanceCall(holder: Address): ContractCall {
  return { to: multicallAddress, data: `${getEthBalanceSelector}${holder.slice(2).padStart(64, '0')}` };
}

/**
 * Whether the chain has the real Multicall3 after the block. Throws as `rpc.call` does, and
 * `rpc_inconsistent`.
 */
export async function hasMulticall(rpc: Rpc, block: BlockHash, codeHash: string): Promise<boolean> {
  const code = await rpc.call('eth_getCode', [multicallAddress, { blockHash: block }]);
  if (typeof code !== 'string' || !/^0x([0-9a-f]{2})*$/i.test(code)) {
    throw contradiction("the node's code is malformed");
  }
  return Buffer.from(keccak256(Buffer.from(code.slice(2), 'hex'))).toString('hex') === codeHash;
}

/**
 * Makes all calls on the state after the block, in one `eth_call`. Gives their results in order: 32 bytes as
 * a number, or null if the call failed or gave something else. Throws as `rpc.call` does, and
 * `rpc_inconsistent` if the answer does not have one result for each call.
 */
export async function multicall(
  rpc: Rpc,
  block: BlockHash,
  calls: readonly ContractCall[],
): Promise<readonly (bigint | null)[]> {
  const argument = calls.map(({ to, data }) => [to, true, data]);
  const data = aggregate3Selector + coder.encode(['tuple(address,bool,bytes)[]'], [argument]).slice(2);
  const answer = await rpc.call('eth_call', [{ to: multicallAddress, data }, { blockHash: block }]);
  const results = resultsIn(answer);
  if (results?.length !== calls.length) {
    throw contradiction(`${rpc.name}: the answer does not match ${String(calls.length)} calls`);
  }
  return results;
}

function resultsIn(answer: unknown): readonly (bigint | null)[] | undefined {
  if (typeof answer !== 'string') return undefined;
  try {
    const results: unknown = coder.decode(['tuple(bool,bytes)[]'], answer)[0];
    if (!Array.isArray(results)) return undefined;
    return Array.from(results, (result: unknown) => {
      const parts: readonly unknown[] = Array.isArray(result) ? result : [];
      const [succeeded, data] = parts;
      return succeeded === true && typeof data === 'string' && /^0x[0-9a-f]{64}$/i.test(data)
        ? BigInt(data)
        : null;
    });
  } catch {
    return undefined;
  }
}
