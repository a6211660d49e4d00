import type { TransactionLike } from 'ethers';
import { Transaction } from 'ethers';
import type { Address } from '../../domain/address.ts';

/**
 * A key that signs transactions: from a keystore here, or in a service that never gives the key away. Nothing
 * of the key may be in an error or in what a log shows of this object.
 */
export interface SigningKey {
  readonly address: Address;
  /**
   * The signed transaction as a node takes it, `0x…`. All fields must be set, also of type 4 with its
   * authorizations: nothing is asked of a node, and nothing has a default. Throws `IncompleteTransaction`.
   */
  signTransaction(transaction: TransactionLike): Promise<string>;
}

/** A transaction that nobody should sign. */
export class IncompleteTransaction extends Error {
  override readonly name = 'IncompleteTransaction';

  constructor(field: string) {
    super(`the transaction is not signed: ${field}`);
  }
}

/**
 * The transaction, complete and without a signature. ethers would take 0 for what is missing: chain id 0 can
 * be replayed on every chain, and nonce 0 is another transaction's. Throws `IncompleteTransaction`.
 */
export function completeTransaction(address: Address, given: TransactionLike): Transaction {
  const { type, from, to, nonce, gasLimit, chainId, authorizationList } = given;
  const require = (isSet: boolean, field: string): void => {
    if (!isSet) throw new IncompleteTransaction(field);
  };
  const isPriced = type === 0 || type === 1;
  require(isPriced || type === 2 || type === 4, 'type');
  require(from === undefined || from === null || from.toLowerCase() === address, 'from');
  require(typeof to === 'string', 'to');
  require(Number.isSafeInteger(nonce), 'nonce');
  require(isPositive(gasLimit), 'gasLimit');
  require(isPositive(chainId), 'chainId');
  if (isPriced) require(isPositive(given.gasPrice), 'gasPrice');
  else {
    require(isPositive(given.maxFeePerGas), 'maxFeePerGas');
    require(given.maxPriorityFeePerGas !== undefined &&
      given.maxPriorityFeePerGas !== null, 'maxPriorityFeePerGas');
  }
  const authorizations = authorizationList ?? [];
  require(authorizations.length > 0 === (type === 4), 'authorizationList');
  require(authorizations.every(one => isPositive(one.chainId)), 'authorizationList');
  // A signature or a hash of an earlier attempt would be compared with this one.
  const { from: _from, hash: _hash, signature: _signature, ...fields } = given;
  return Transaction.from(fields);
}

function isPositive(value: unknown): boolean {
  return (
    (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string') &&
    BigInt(value) > 0n
  );
}
