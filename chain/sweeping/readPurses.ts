import type { Address } from '../../domain/address.ts';
import { askInGroups } from '../askInGroups.ts';
import { readNonce } from '../readNonce.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { data } from '../wireValues.ts';

/** A purse as the chain has it now. */
export interface PurseOnChain {
  /** `ours`: its authorization was used. `other`: it delegates to somebody else, or is a contract. */
  readonly code: 'none' | 'ours' | 'other';
  readonly nonce: number;
}

/** The code of an account that delegates (EIP-7702). */
export const codeOfPurse = (delegate: Address): string => `0xef0100${delegate.slice(2)}`;

/** Code and nonce of each purse, at the head. Records say less: a transaction may have been sent by anybody. */
export async function readPurses(
  rpc: Rpc,
  purses: readonly Address[],
  delegate: Address,
): Promise<ReadonlyMap<Address, PurseOnChain>> {
  const ours = codeOfPurse(delegate);
  const read = await askInGroups(purses, async purse => {
    const [code, nonce] = await Promise.all([
      rpc.call('eth_getCode', [purse, 'latest']),
      readNonce(rpc, purse),
    ]);
    const bytes = data(code, 'code').toLowerCase();
    const is = bytes === '0x' ? 'none' : bytes === ours ? 'ours' : 'other';
    return [purse, { nonce, code: is }] as const;
  });
  return new Map(read);
}
