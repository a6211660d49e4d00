import type { TransactionLike } from 'ethers';
import { decryptKeystoreJson, encryptKeystoreJson, isKeystoreJson, Wallet } from 'ethers';
import type { Address } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import type { SigningKey } from './signingKey.ts';
import { completeTransaction } from './signingKey.ts';

/** Its message has neither the password nor the key. */
export class CannotOpenKeystore extends Error {
  override readonly name = 'CannotOpenKeystore';
}

/** What deriving the key from the password costs: 128 MB and about a second (scrypt's N). */
const cost = 2 ** 17;

/**
 * A new key, and the keystore that holds it encrypted (Web3 Secret Storage, version 3; scrypt). `n` is for
 * tests.
 */
export async function newKeystore(
  password: string,
  n: number = cost,
): Promise<{ readonly address: Address; readonly keystore: string }> {
  const { address, privateKey } = Wallet.createRandom();
  const keystore = await encryptKeystoreJson({ address, privateKey }, password, { scrypt: { N: n } });
  return { address: address.toLowerCase() as Address, keystore };
}

/** Whose key it is, without the password: what the file says. Undefined if the text is no keystore. */
export function addressOfKeystore(keystore: string): Address | undefined {
  if (!isKeystoreJson(keystore)) return undefined;
  const { address } = JSON.parse(keystore) as { readonly address?: unknown };
  return typeof address === 'string' ? parseAddress(`0x${address.replace(/^0x/i, '')}`) : undefined;
}

/** Opens a keystore, of any tool that writes version 3. Throws `CannotOpenKeystore`. */
export async function openKeystore(keystore: string, password: string): Promise<SigningKey> {
  if (!isKeystoreJson(keystore)) throw new CannotOpenKeystore('this is no keystore (version 3)');
  const account = await decryptKeystoreJson(keystore, password).catch(() => {
    throw new CannotOpenKeystore('the password does not open the keystore, or it is damaged');
  });
  return new KeystoreKey(new Wallet(account.privateKey));
}

/** The key is in a private field, so neither JSON nor an inspection shows it. */
class KeystoreKey implements SigningKey {
  readonly address: Address;
  readonly #wallet: Wallet;

  constructor(wallet: Wallet) {
    this.address = wallet.address.toLowerCase() as Address;
    this.#wallet = wallet;
  }

  async signTransaction(transaction: TransactionLike): Promise<string> {
    return this.#wallet.signTransaction(completeTransaction(this.address, transaction));
  }
}
