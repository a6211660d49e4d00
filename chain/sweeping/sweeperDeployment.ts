import { AbiCoder, concat, getCreate2Address, getCreateAddress, id, keccak256 } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import { create2Factory } from './create2Factory.ts';
import { sweeperCreationCode } from './sweeperCreationCode.ts';

/** Whose sweeper it is, where. Each of these is in its address. */
export interface SweeperIdentity {
  /** The account's id, or another name of what the owner keeps apart. */
  readonly account: string;
  readonly owner: Address;
  readonly chainId: ChainId;
  /** Seconds from the proposal of a destination until it is active. */
  readonly delaySeconds: number;
}

export interface SweeperDeployment {
  readonly sweeper: Address;
  readonly delegate: Address;
  /** `keccak256` of the code of a purse whose authorization was used. */
  readonly purseCodeHash: string;
  /** What deploys both contracts. Anybody may send it: the result is the same. */
  readonly call: { readonly to: Address; readonly data: string };
}

/**
 * Where the sweeper of an account and its delegate are, or will be. `creationCode` is that of this release; a
 * sweeper that an earlier one deployed has its own.
 */
export function sweeperDeployment(
  { account, owner, chainId, delaySeconds }: SweeperIdentity,
  creationCode: string = sweeperCreationCode,
): SweeperDeployment {
  const args = ['address', 'uint256', 'uint256'];
  const initCode = concat([
    creationCode,
    AbiCoder.defaultAbiCoder().encode(args, [owner, chainId, delaySeconds]),
  ]);
  const salt = id(account);
  const sweeper = getCreate2Address(create2Factory, salt, keccak256(initCode));
  // The sweeper deploys the delegate in its constructor, as its first contract (EIP-161: nonce 1).
  const delegate = getCreateAddress({ from: sweeper, nonce: 1 });
  return {
    sweeper: sweeper.toLowerCase() as Address,
    delegate: delegate.toLowerCase() as Address,
    purseCodeHash: keccak256(concat(['0xef0100', delegate])),
    call: { to: create2Factory, data: concat([salt, initCode]) },
  };
}
