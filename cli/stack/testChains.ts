import { join } from 'node:path';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import type { Db } from '../../db/connect.ts';
import type { ChainId, Registry } from '../../domain/registry.ts';
import { addTokens } from '../../testkit/chain/contracts/addTokens.ts';
import type { TestTokenOptions } from '../../testkit/chain/contracts/deployTokens.ts';
import { ChainJournalError } from '../../testkit/chain/journal.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { startTestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { claimPort } from '../../testkit/servers/freePort.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import type { LocalRegistry } from './localRegistry.ts';
import { readRegistry } from './localRegistry.ts';

export interface TestChainsOptions {
  /** The folder of the chains' journals. */
  readonly folder: string;
  /** The port of the first chain. The others follow it. 0 takes free ports. */
  readonly port: number;
  readonly blockTimeMs: number;
  readonly artifacts: Promise<ContractArtifacts>;
  /** The default is the registry of the testkit. */
  readonly local?: Pick<LocalRegistry, 'registry' | 'added'>;
  readonly onError: (error: unknown) => void;
}

/** The last hardfork without transactions of type 4 (EIP-7702): Prague has them. */
const withoutType4 = 'cancun';

/** The test registry, with endpoints on the usual ports. */
export const testRegistry = (): Registry => readRegistry();

/**
 * Starts the chains of the test registry from their journals. Throws `StartError` if a journal cannot be
 * replayed, or a token is not at the address that the registry names.
 */
export async function startTestChains(options: TestChainsOptions): Promise<readonly TestNetwork[]> {
  const { registry, added } = options.local ?? { registry: testRegistry(), added: new Set<string>() };
  const { networks, currencies } = registry;
  const started: TestNetwork[] = [];
  try {
    for (const [at, network] of networks.entries()) {
      const own = currencies.filter(
        currency => currency.network === network.code && !added.has(currency.code),
      );
      const later = currencies.filter(({ code, network: of }) => of === network.code && added.has(code));
      const finality = network.finality.kind === 'confirmations' ? network.finality.blocks : 1;
      const chain = await startTestNetwork({
        code: network.code,
        chainId: network.chainId,
        nativeCurrency: own.find(currency => currency.contract === null)?.code ?? 'ETH',
        tokens: own.filter(currency => currency.contract !== null).map(tokenOf),
        port: await claimPort(options.port === 0 ? 0 : options.port + at, 'PURSER_CHAIN_PORT'),
        journalFile: join(options.folder, `${network.code}.jsonl`),
        blockTimeMs: options.blockTimeMs,
        settleBlocks: finality + 1,
        ...(network.sweeping?.method === 'transfer' && { hardfork: withoutType4 }),
        artifacts: await options.artifacts,
        onError: options.onError,
      });
      started.push(chain);
      await addTokens(chain, await options.artifacts, later.map(tokenOf));
      for (const { code, contract } of own) {
        if (contract !== null && chain.tokens[code]?.toLowerCase() !== contract) {
          throw new StartError(
            `${code} is deployed at ${String(chain.tokens[code])}, but the registry says ${contract}`,
            'correct the registry file; for a new token, leave `contract` out',
          );
        }
      }
    }
  } catch (error) {
    for (const chain of started) await chain.stop();
    throw error instanceof ChainJournalError
      ? new StartError(error.message, resetAdvice, { cause: error })
      : error;
  }
  return started;
}

function tokenOf({ code, name, decimals }: Registry['currencies'][number]): TestTokenOptions {
  return { currency: code, name, symbol: code, decimals };
}

const resetAdvice = 'run `npm run reset`, which clears the test chains and the database together';

/**
 * Makes sure that each chain still has the database's last final block or one above it. A reorg just before
 * the stack stopped may have removed the latest blocks; the scanner corrects that. Throws `StartError`.
 */
export async function checkChainsAgree(db: Db, chains: readonly TestNetwork[]): Promise<void> {
  for (const chain of chains) {
    const stored = await db
      .selectFrom('blocks as b')
      .innerJoin('chain_cursors as c', 'c.chain_id', 'b.chain_id')
      .select(['b.number', 'b.hash'])
      .where('b.chain_id', '=', chain.chainId as ChainId)
      // Lower blocks would agree even if the chains differ above them.
      .whereRef('b.number', '>=', 'c.final_height')
      .orderBy('b.number', 'desc')
      .execute();
    if (stored.length === 0 || (await holdsAny(chain, stored))) continue;
    throw new StartError(
      `the test chain ${chain.code} does not match the database (block ${String(stored[0]?.number)} differs)`,
      resetAdvice,
    );
  }
}

async function holdsAny(
  chain: TestNetwork,
  stored: readonly { readonly number: number; readonly hash: string }[],
): Promise<boolean> {
  for (const { number, hash } of stored) {
    const block = await chain.request('eth_getBlockByNumber', [`0x${number.toString(16)}`, false]);
    if (typeof block === 'object' && block !== null && 'hash' in block && block.hash === hash) return true;
  }
  return false;
}
