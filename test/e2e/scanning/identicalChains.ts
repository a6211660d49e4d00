import { compileContracts } from '../../../contracts/compileContracts.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { startTestNetwork } from '../../../testkit/chain/startTestNetwork.ts';

/**
 * Chains that are identical from their first block on, as long as they get the same calls. `journalFile`:
 * where the chain is saved, and restarted from.
 */
export async function startTwin(hardfork?: string, journalFile: string | null = null): Promise<TestNetwork> {
  return startTestNetwork({
    code: 'ETHEREUM',
    chainId: 31_337,
    nativeCurrency: 'ETH',
    tokens: [{ currency: 'USDT', name: 'Tether USD', symbol: 'USDT', decimals: 6 }],
    port: 0,
    journalFile,
    blockTimeMs: 50,
    settleBlocks: 4,
    artifacts: await compileContracts(),
    ...(hardfork === undefined ? {} : { hardfork }),
  });
}
