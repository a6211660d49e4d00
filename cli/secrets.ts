import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HDNodeWallet, Mnemonic, randomBytes } from 'ethers';

/** Path of the keys of deposit addresses (BIP-44, Ethereum, first account, external chain). */
export const addressPath = "m/44'/60'/0'/0";

/** A new seed phrase of 24 words (BIP-39, 256 bits). */
export function newSeedPhrase(): string {
  return Mnemonic.fromEntropy(randomBytes(32)).phrase;
}

/** The extended public key from which addresses are derived, and nothing can be signed. */
export function extendedPublicKey(phrase: string): string {
  return HDNodeWallet.fromPhrase(phrase, undefined, addressPath).neuter().extendedKey;
}

/**
 * The state folder's own xpub; its seed phrase is made on the first start and kept beside the database in a
 * file that neither the API nor the worker is told of.
 */
export function localExtendedPublicKey(home: string): string {
  const file = join(home, 'seed');
  if (!existsSync(file)) writeFileSync(file, `${newSeedPhrase()}\n`, { mode: 0o600, flag: 'wx' });
  return extendedPublicKey(readFileSync(file, 'utf8').trim());
}
