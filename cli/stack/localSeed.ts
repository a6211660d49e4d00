import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mnemonic, sha256, toUtf8Bytes } from 'ethers';
import { StartError } from '../../testkit/servers/StartError.ts';
import { extendedPublicKey, newSeedPhrase } from './secrets.ts';

/**
 * The seed phrase of a text, for test chains: the same for the same text, on every machine. Who knows the text has the
 * keys.
 */
function seedPhraseOf(text: string): string {
  return Mnemonic.fromEntropy(sha256(toUtf8Bytes(`purser test seed\n${text}`))).phrase;
}

/**
 * The state folder's own xpub; its seed phrase is made on the first start, of `seed` where it is given, and kept beside
 * the database in a file that neither the API nor the worker is told of. Throws `StartError` for a folder that began with
 * another seed: its addresses would not be those that were asked for.
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
      `the state folder ${home} began with another seed than that of PURSER_TEST_SEED`,
      'run `npm run reset`, unset the variable, or name another folder with PURSER_HOME',
    );
  }
  return extendedPublicKey(phrase);
}
