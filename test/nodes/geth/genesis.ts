import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testAccounts } from '../../../testkit/chain/payers/testAccounts.ts';
import { runTool } from '../../../testkit/servers/runTool.ts';

const forks = ['shanghai', 'cancun', 'prague', 'osaka', 'amsterdam'] as const;
export type Fork = Extract<(typeof forks)[number], 'prague' | 'osaka' | 'amsterdam'>;

const chainId = 31_337;
/** In the past, so that no block of a test is ahead of the clock. A block follows another by one second. */
const ageSeconds = 3600;
const faucetWei = 10n ** 27n;

/** A chain with every fork up to `fork` from its first block on. `salt` makes it another chain of the same id. */
export async function writeGenesis(
  program: string,
  folder: string,
  fork: Fork,
  salt = 0,
): Promise<{ readonly file: string; readonly chainId: number }> {
  // With the contracts that the forks call.
  const printed = await runTool(program, ['--verbosity', '0', '--dev', 'dumpgenesis']);
  const { alloc } = JSON.parse(printed.slice(printed.indexOf('{'))) as { readonly alloc: object };
  const blobs = { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716 };
  const genesis = {
    config: {
      chainId,
      ...Object.fromEntries(
        [
          ...['homestead', 'eip150', 'eip155', 'eip158', 'byzantium', 'constantinople', 'petersburg'],
          ...['istanbul', 'muirGlacier', 'berlin', 'london', 'arrowGlacier', 'grayGlacier'],
        ].map(name => [`${name}Block`, 0]),
      ),
      terminalTotalDifficulty: 0,
      ...Object.fromEntries(forks.slice(0, forks.indexOf(fork) + 1).map(name => [`${name}Time`, 0])),
      blobSchedule: { cancun: blobs, prague: blobs, osaka: blobs },
    },
    nonce: '0x0',
    timestamp: `0x${(Math.floor(Date.now() / 1000) - ageSeconds).toString(16)}`,
    extraData: `0x${salt.toString(16).padStart(2, '0')}`,
    gasLimit: '0x3938700',
    difficulty: '0x0',
    baseFeePerGas: '0x3b9aca00',
    alloc: { ...alloc, [testAccounts().faucet.address]: { balance: `0x${faucetWei.toString(16)}` } },
  };
  const file = join(folder, `genesis-${fork}-${String(salt)}.json`);
  await writeFile(file, JSON.stringify(genesis));
  return { file, chainId };
}
