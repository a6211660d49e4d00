import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mnemonic, sha256, toUtf8Bytes } from 'ethers';
import { StartError } from '../../testkit/servers/StartError.ts';
import { extendedPublicKey, newSeedPhrase } from './secrets.ts';

/**
 * The seed phrase that follows from a text, for test chains. It is the same on every machine. Whoever knows
 * the text has the keys.
 */
function seedPhraseOf(text: string): string {
  return Mnemonic.fromEntropy(sha256(toUtf8Bytes(`purser test seed\n${text}`))).phrase;
}

/**
 * The state folder's own xpub. The first start makes its seed phrase, from `seed` if it is given, and saves
 * it beside the database in a file that neither the API nor the worker knows. Throws `StartError` if the
 * folder began with another seed: its addresses would not be the requested ones.
 */
export function localExtendedPublicKey(home: string, seed?: string): string {
  const file = join(home, 'seed');
  const wanted = seed === undefined ? undefined : seedPhraseOf(seed);
  if (!existsSync(file)) {
    writeFileSync(file, `${wanted ?? newSeedPhrase()}\n`, { mode: 0o600, flag: 'wx' });
  }
  const phrase = readFileSync(file, 'utf8').trim();
  if (wanted !== undefined && phrase !== wanted) {
    throw new StartError(
      `the state folder ${home} was made with another seed than PURSER_TEST_SEED`,
      'run `npm run reset`, unset the variable, or name another folder with PURSER_HOME',
    );
  }
  return extendedPublicKey(phrase);
}
