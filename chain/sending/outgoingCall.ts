import type { Authorization, SignatureLike, TransactionLike } from 'ethers';
import { recoverAddress, Transaction } from 'ethers';
import type { Address, TxHash } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Fees } from '../../domain/sending/fees.ts';
import { keccak256 } from '../keccak.ts';
import type { SigningKey } from './signingKey.ts';
import { within } from './within.ts';

/** What a transaction does: the same for all attempts of a nonce, unless it is replaced by nothing. */
export interface OutgoingCall {
  readonly to: Address;
  readonly data: string;
  /** In wei. */
  readonly value: bigint;
  readonly gasLimit: bigint;
  /** Authorizations of purses (EIP-7702); empty for all others. */
  readonly authorizations: readonly Authorization[];
}

/** The time limit for one signature, in ms: a key in a service that hangs must not stop its lane. */
const signsWithinMs = 10_000;

/** Gas of a transaction that moves nothing from an account to itself. */
const emptyGas = 21_000n;

/** What uses a nonce for nothing. */
export function emptyCall(sender: Address, gasLimit = emptyGas): OutgoingCall {
  return { to: sender, data: '0x', value: 0n, gasLimit, authorizations: [] };
}

export interface SignedTransaction {
  readonly hash: TxHash;
  /** `0x…` */
  readonly raw: string;
}

/**
 * Signs a call for one nonce. Throws if the key signed anything else: the bytes are read again, whatever made them. No
 * text of an error has the bytes. Throws `temporarily_unavailable` if the key does not sign in time.
 */
export async function signCall(
  key: SigningKey,
  chainId: ChainId,
  nonce: number,
  call: OutgoingCall,
  fees: Fees,
): Promise<SignedTransaction> {
  const asked = transactionOf(chainId, nonce, call, fees);
  const raw = await within(signsWithinMs, key.signTransaction(asked));
  const signed = readTransaction(raw);
  const signature = signed?.signature;
  const unsigned = Transaction.from(asked).unsignedSerialized;
  const isAsked = signature && signed.unsignedSerialized === unsigned && signed.serialized === raw;
  if (!isAsked || signerOf(unsigned, signature) !== key.address) {
    throw new Error(`the key of ${key.address} signed another transaction than it was given`);
  }
  return { hash: hashOf(raw) as TxHash, raw };
}

/** Undefined if the bytes are none. The error would have them. */
function readTransaction(raw: string): Transaction | undefined {
  try {
    return Transaction.from(raw);
  } catch {
    return undefined;
  }
}

/** In lower case. */
function signerOf(unsigned: string, signature: SignatureLike): string {
  return recoverAddress(hashOf(unsigned), signature).toLowerCase();
}

/** Of bytes as `0x…`. ethers takes a millisecond to hash a batch. */
function hashOf(bytes: string): string {
  return `0x${Buffer.from(keccak256(Buffer.from(bytes.slice(2), 'hex'))).toString('hex')}`;
}

/** What would be signed for a call, `0x…`, to ask a rollup what its bytes cost. `price` is in wei. */
export function unsignedBytes(chainId: ChainId, call: OutgoingCall, price: bigint): string {
  return Transaction.from(transactionOf(chainId, 0, call, { kind: 'legacy', gasPrice: price }))
    .unsignedSerialized;
}

/** The call that a signed transaction makes, to make it again with a higher price. */
export function callOf(raw: string): OutgoingCall {
  const { to, data, value, gasLimit, authorizationList } = Transaction.from(raw);
  if (to === null) throw new Error('a transaction of a lane creates no contract by itself');
  return { to: to.toLowerCase() as Address, data, value, gasLimit, authorizations: authorizationList ?? [] };
}

function transactionOf(chainId: ChainId, nonce: number, call: OutgoingCall, fees: Fees): TransactionLike {
  const { to, data, value, gasLimit, authorizations } = call;
  const common = { chainId, nonce, to, data, value, gasLimit };
  if (fees.kind === 'legacy') {
    if (authorizations.length > 0) throw new Error('authorizations need a network with EIP-1559');
    return { ...common, type: 0, gasPrice: fees.gasPrice };
  }
  const { maxFeePerGas, maxPriorityFeePerGas } = fees;
  const priced = { ...common, maxFeePerGas, maxPriorityFeePerGas };
  return authorizations.length === 0
    ? { ...priced, type: 2 }
    : { ...priced, type: 4, authorizationList: [...authorizations] };
}
