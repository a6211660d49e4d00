import type { TransactionLike } from 'ethers';
import { Mnemonic } from 'ethers';
import type { Address } from '../../domain/address.ts';
import { keyOfAddresses } from '../keyOfAddresses.ts';
import type { SigningKey } from './signingKey.ts';
import { completeTransaction } from './signingKey.ts';

/** The keys of all purses, where each purse signs the transfer of its own coins. */
export interface PurseKeys {
  keyOf(index: number): SigningKey;
}

/** The text is no seed phrase, or another's. The message has none of its words. */
export class WrongSeed extends Error {
  override readonly name = 'WrongSeed';
}

/** The keys of the purses of `xpub`. Whoever has what this returns has every purse. Throws `WrongSeed`. */
export function createPurseKeys(text: string, xpub: string): PurseKeys {
  const phrase = text.trim().split(/\s+/).join(' ');
  if (!Mnemonic.isValidMnemonic(phrase)) throw new WrongSeed('this is no seed phrase (BIP-39)');
  const keys = new SeedKeys(phrase);
  if (keys.xpub !== xpub) throw new WrongSeed('this is the seed phrase of another xpub');
  return keys;
}

/** The seed is in a private field, so neither JSON nor an inspection shows it. */
class SeedKeys implements PurseKeys {
  readonly xpub: string;
  readonly #key: ReturnType<typeof keyOfAddresses>;

  constructor(phrase: string) {
    this.#key = keyOfAddresses(phrase);
    this.xpub = this.#key.neuter().extendedKey;
  }

  keyOf(index: number): SigningKey {
    return new PurseKey(this.#key.deriveChild(index));
  }
}

class PurseKey implements SigningKey {
  readonly address: Address;
  readonly #wallet: ReturnType<typeof keyOfAddresses>;

  constructor(wallet: ReturnType<typeof keyOfAddresses>) {
    this.address = wallet.address.toLowerCase() as Address;
    this.#wallet = wallet;
  }

  async signTransaction(transaction: TransactionLike): Promise<string> {
    return this.#wallet.signTransaction(completeTransaction(this.address, transaction));
  }
}
