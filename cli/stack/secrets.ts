import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mnemonic, randomBytes } from 'ethers';
import { keyOfAddresses } from '../../chain/keyOfAddresses.ts';
import { newSecretsKey } from '../../db/secrets/secretBox.ts';

/** A new seed phrase of 24 words (BIP-39, 256 bits). */
export function newSeedPhrase(): string {
  return Mnemonic.fromEntropy(randomBytes(32)).phrase;
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
