import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HDNodeWallet, Mnemonic, randomBytes } from 'ethers';
import { newSecretsKey } from '../../db/secrets/secretBox.ts';

/** Path of the keys of deposit addresses (BIP-44, Ethereum, first account, external chain). */
const addressPath = "m/44'/60'/0'/0";

/** A new seed phrase of 24 words (BIP-39, 256 bits). */
export function newSeedPhrase(): string {
  return Mnemonic.fromEntropy(randomBytes(32)).phrase;
}

/** The key above those of all deposit addresses. It can sign. */
export function keyOfAddresses(phrase: string): HDNodeWallet {
  return HDNodeWallet.fromPhrase(phrase, undefined, addressPath);
}

/** The extended public key. It derives addresses and cannot sign. */
export function extendedPublicKey(phrase: string): string {
  return keyOfAddresses(phrase).neuter().extendedKey;
}

/**
 * The key that seals webhooks' secrets in the database of this state folder. It is made on the first start.
 */
export function localSecretsKey(home: string): string {
  const file = join(home, 'secrets-key');
  if (!existsSync(file)) writeFileSync(file, `${newSecretsKey()}\n`, { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}
