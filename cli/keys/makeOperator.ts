import { checksumAddress } from '../../chain/deriveAddress.ts';
import { newKeystore } from '../../chain/sending/keystore.ts';
import { withoutLineEnd } from '../../signerSettings.ts';
import { moreOf, readArgs, UsageError } from '../readArgs.ts';
import { intoNewFiles } from './intoNewFiles.ts';
import { readHidden } from './readHidden.ts';

const usage = `Makes the key of an operator, who sends sweeps and pays their gas.

  npm run keys -- operator --out FILE

  --out  a new file: the key, encrypted with a password (Web3 Secret Storage, version 3)

The password is read from standard input, and asked for twice in a terminal. The signer reads it from the file that
PURSER_OPERATOR_PASSWORD_FILE names. The command prints the address: pay coins for gas there, and have the sweeper's
owner add it.
`;
const run = 'npm run keys -- operator';

const shortestPassword = 12;

/** Makes the key. Returns what to print: its address alone. */
export async function makeOperator(args: readonly string[]): Promise<string> {
  const { values } = readArgs({ run, usage, options: { out: { type: 'string' } }, args });
  const { out } = values;
  if (out === undefined) throw new UsageError(`--out is required\n${moreOf(run)}`);
  const password = await readPassword();
  const { address, keystore } = await newKeystore(password);
  await intoNewFiles([out], async ([file]) => {
    await file.writeFile(`${keystore}\n`);
  });
  return checksumAddress(address);
}

async function readPassword(): Promise<string> {
  const [given = '', again = given] = await readHidden('Password', 'The same password again');
  if (given !== again) throw new Error('the passwords differ');
  const password = withoutLineEnd(given);
  if (password.length < shortestPassword || /[\r\n]/.test(password))
    throw new Error(`the password must be one line of ${String(shortestPassword)} or more characters`);
  return password;
}
