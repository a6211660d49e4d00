import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import { checksumAddress } from '../../chain/deriveAddress.ts';
import type { Address } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import { parseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import { lastIndex } from '../../domain/sweeping/authorization.ts';
import { authorizationLine, headerLine } from '../../domain/sweeping/authorizationLines.ts';
import { wholeNumber } from '../options.ts';
import { moreOf, readArgs, UsageError } from '../readArgs.ts';
import { keyOfAddresses } from '../../chain/keyOfAddresses.ts';
import { intoNewFiles } from './intoNewFiles.ts';
import { readPhrase } from './readPhrase.ts';
import { signAuthorizations } from './signAuthorizations.ts';

const usage = `Signs, on a machine that is offline, what lets the purses of an account be swept on one network.

  npm run keys -- authorize --account acc_… --owner 0x… --chain-id N --delay-seconds N
                            --from N --to N --out FILE --revocations FILE [--nonce N]

  --account        whose purses
  --owner          the cold owner of the account's sweeper
  --delay-seconds  how long a proposed destination waits; with the others it decides the sweeper's address
  --from, --to     the first index of the purses and the last
  --out            a new file for the installation that sweeps
  --revocations    a new file that stays offline: what takes the authorizations back
  --nonce          of the purses on that network; the default is 0, before their first authorization

The seed phrase is read from standard input, and asked for in a terminal. The delegate is computed and shown: compare
it with what is deployed. The files hold no secret, but whoever has the first can use its authorizations at once.
`;
const run = 'npm run keys -- authorize';

const options = {
  account: { type: 'string' },
  owner: { type: 'string' },
  'chain-id': { type: 'string' },
  'delay-seconds': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  revocations: { type: 'string' },
  nonce: { type: 'string', default: '0' },
} as const;

/** Lines that are written at once: some 250 KB. */
const linesAtOnce = 1_000;

/** Signs and writes the files. Returns what to print: no secret. */
export async function authorize(args: readonly string[]): Promise<string> {
  const { values } = readArgs({ run, usage, options, args });
  const account = parseId('acc', values.account ?? '');
  if (!account) throw new UsageError(`--account acc_… is required\n${moreOf(run)}`);
  const owner = ownerOf(values.owner);
  const number = (name: keyof typeof options, least: number, most: number): number => {
    const value = wholeNumber(`--${name}`, values[name]);
    if (value === undefined || value < least || value > most)
      throw new UsageError(`--${name} must be from ${String(least)} to ${String(most)}\n${moreOf(run)}`);
    return value;
  };
  // Chain id 0 is every chain.
  const chainId = number('chain-id', 1, Number.MAX_SAFE_INTEGER) as ChainId;
  const delaySeconds = number('delay-seconds', 0, 2 ** 32 - 1);
  const from = number('from', 0, lastIndex);
  const to = number('to', from, lastIndex);
  const nonce = number('nonce', 0, Number.MAX_SAFE_INTEGER - 1);
  const { out, revocations } = values;
  if (out === undefined || revocations === undefined)
    throw new UsageError(`--out and --revocations are required\n${moreOf(run)}`);

  const { sweeper, delegate } = sweeperDeployment({ account, owner, chainId, delaySeconds });
  const key = keyOfAddresses(await readPhrase());
  const signed = signAuthorizations(key, { chainId, delegate, nonce, from, to });
  await intoNewFiles([out, revocations], async ([first, second]) => {
    const lines: [string[], string[]] = [[headerLine(signed.delegate)], [headerLine(signed.revoke)]];
    const write = async (): Promise<void> => {
      await first.appendFile(
        lines[0]
          .splice(0)
          .map(line => `${line}\n`)
          .join(''),
      );
      await second.appendFile(
        lines[1]
          .splice(0)
          .map(line => `${line}\n`)
          .join(''),
      );
    };
    for (const [authorization, revocation] of signed.pairs) {
      lines[0].push(authorizationLine(authorization));
      lines[1].push(authorizationLine(revocation));
      if (lines[0].length >= linesAtOnce) await write();
    }
    await write();
  });
  return [
    `Signed for ${String(to - from + 1)} purses, index ${String(from)} to ${String(to)}, of the key ${key.fingerprint}.`,
    `  chain     ${String(chainId)}`,
    `  sweeper   ${checksumAddress(sweeper)}`,
    `  delegate  ${checksumAddress(delegate)}, nonce ${String(nonce)}`,
    `For the installation: ${out}. Stays offline: ${revocations}.`,
  ].join('\n');
}

function ownerOf(text: string | undefined): Address {
  const owner = parseAddress(text ?? '');
  if (!owner) throw new UsageError(`--owner 0x… is required\n${moreOf(run)}`);
  if (/^0x0+$/.test(owner))
    throw new UsageError('--owner is the zero address: no sweeper can be deployed for it');
  // Another checksum is a typing error (EIP-55).
  if (/[A-F]/.test(text?.slice(2) ?? '') && checksumAddress(owner) !== text)
    throw new UsageError('--owner is not the address that was meant: its capitals are not its checksum');
  return owner;
}
