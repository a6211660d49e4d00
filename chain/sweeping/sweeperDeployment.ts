import {
  AbiCoder,
  concat,
  getCreate2Address,
  getCreateAddress,
  id,
  keccak256,
  toBeHex,
  zeroPadValue,
} from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import { create2Factory } from './create2Factory.ts';
import { sweeperCreationCode } from './sweeperCreationCode.ts';
import type { RuntimeCode } from './sweeperRuntimeCode.ts';
import { delegateRuntime, sweeperRuntime } from './sweeperRuntimeCode.ts';

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

/** `keccak256` of the code at each address, once it is deployed. */
export interface CodeHashes {
  readonly factory: string;
  readonly sweeper: string;
  readonly delegate: string;
}

/** What the code of this release is hashed to on the chain. */
export function codeHashes(identity: SweeperIdentity): CodeHashes {
  const { sweeper, delegate, purseCodeHash } = sweeperDeployment(identity);
  const words = [delegate, toBeHex(identity.delaySeconds), purseCodeHash];
  return {
    factory: '0x2fa86add0aed31f33a762c9d88e807c475bd51d0f52bd0955754b2608f7e4989',
    sweeper: hashWith(sweeperRuntime, words),
    delegate: hashWith(delegateRuntime, [sweeper]),
  };
}

/** Of the code with each of the words in its places. */
function hashWith({ code, immutables }: RuntimeCode, words: readonly string[]): string {
  const bytes = Buffer.from(code.slice(2), 'hex');
  for (const [at, word] of words.entries()) {
    const padded = Buffer.from(zeroPadValue(word, 32).slice(2), 'hex');
    for (const place of immutables[at] ?? []) padded.copy(bytes, place);
  }
  return keccak256(bytes);
}
