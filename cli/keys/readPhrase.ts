import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { Mnemonic } from 'ethers';

/**
 * The seed phrase from standard input. In a terminal it is asked for and not shown; a command line or the
 * environment could be read by other processes. Throws, without the words, if they are no phrase.
 */
export async function readPhrase(): Promise<string> {
  const given = process.stdin.isTTY ? await askHidden() : await text(process.stdin);
  const phrase = given.trim().split(/\s+/).join(' ');
  if (!Mnemonic.isValidMnemonic(phrase)) throw new Error('standard input is no seed phrase (BIP-39)');
  return phrase;
}

async function askHidden(): Promise<string> {
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  // From here on the terminal itself shows nothing, and what the interface would show is thrown away.
  const input = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  input.once('SIGINT', () => process.exit(130));
  process.stderr.write('Seed phrase (it is not shown): ');
  try {
    return await input.question('');
  } finally {
    input.close();
    process.stderr.write('\n');
  }
}
