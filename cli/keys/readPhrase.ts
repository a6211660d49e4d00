import { Mnemonic } from 'ethers';
import { readHidden } from './readHidden.ts';

/** The seed phrase from standard input. Throws, without the words, if they are no phrase. */
export async function readPhrase(): Promise<string> {
  const [given = ''] = await readHidden('Seed phrase');
  const phrase = given.trim().split(/\s+/).join(' ');
  if (!Mnemonic.isValidMnemonic(phrase)) throw new Error('standard input is no seed phrase (BIP-39)');
  return phrase;
}
