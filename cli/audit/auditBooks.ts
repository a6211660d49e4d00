import type { ReadManyBalances } from '../../chain/readManyBalances.ts';
import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import { compareCharges } from '../../db/audit/compareCharges.ts';
import { compareDeposits } from '../../db/audit/compareDeposits.ts';
import { compareDustSums } from '../../db/audit/compareDustSums.ts';
import { comparePayments } from '../../db/audit/comparePayments.ts';
import { compareSequences } from '../../db/audit/compareSequences.ts';
import { compareSnapshots } from '../../db/audit/compareSnapshots.ts';
import { compareSweeps } from '../../db/audit/compareSweeps.ts';
import { countExamined } from '../../db/audit/countExamined.ts';
import { findFaultyEntries } from '../../db/audit/findFaultyEntries.ts';
import { listMoney } from '../../db/audit/listMoney.ts';
import { readFinalBlocks } from '../../db/audit/readFinalBlocks.ts';
import { sumCurrencies } from '../../db/audit/sumCurrencies.ts';
import type { Db } from '../../db/connect.ts';
import type { Coin } from '../../domain/coin.ts';
import { coinIn } from '../../domain/coin.ts';
import type { AuditCheck, Difference } from '../../domain/ledger/difference.ts';
import type {
  ChainId,
  Currency,
  CurrencyCode,
  Network,
  NetworkCode,
  Registry,
} from '../../domain/registry.ts';
import type { ChainComparison, Progress } from './auditChain.ts';
import { auditChain } from './auditChain.ts';
import type { Turn } from './pursesInTurn.ts';

/** How many differences a check lists. Nobody reads row by row what is wrong everywhere. */
const mostNamed = 1000;

export interface AuditInput {
  /** Its statements may take minutes. */
  readonly db: Db;
  readonly registry: Registry;
  readonly poolOf: (network: Network) => RpcPool;
  /** The block at which each network is compared. The default is the scanner's last final block. */
  readonly blocks?: ReadonlyMap<NetworkCode, number>;
  /**
   * Which purses are compared. The place of the round is then saved. Without it, all are compared and no
   * place is saved.
   */
  readonly turn?: Turn | null;
  readonly onProgress?: (progress: Progress) => void;
  /** How balances are read, if a test has its own way. */
  readonly read?: ReadManyBalances;
}

export interface CheckResult {
  readonly check: AuditCheck;
  /** How much was examined. */
  readonly examined: number;
  readonly differences: readonly Difference[];
}

export interface AuditReport {
  readonly checks: readonly CheckResult[];
  readonly chains: readonly ChainComparison[];
  /** Currencies with money in the books that the registry does not list. Their balances are not read. */
  readonly unlisted: readonly CurrencyCode[];
  /** `incomplete`: nothing differs in the part that could be compared. */
  readonly verdict: 'clean' | 'different' | 'incomplete';
}

/**
 * Proves the books: against themselves, in one snapshot of the database, and against the balances of the
 * purses on the chains. Writes only the place of its round, and may run at any time.
 */
export async function auditBooks(input: AuditInput): Promise<AuditReport> {
  const { db, registry, poolOf, blocks, turn = null, onProgress, read } = input;
  const chainIds = new Map(registry.networks.map(({ code, chainId }) => [code, chainId]));
  const asked = new Map<ChainId, number>();
  for (const [code, number] of blocks ?? []) {
    const chainId = chainIds.get(code);
    if (chainId === undefined) throw new Error(`the registry has no network ${code}`);
    asked.set(chainId, number);
  }
  const coins = [...registry.currencies, ...registry.groups].map(({ code }) => coinIn(registry)(code));
  const natives = registry.currencies.filter(({ contract }) => contract === null);
  const books = await readBooks(db, asked, { coins, natives });
  const chains = await Promise.all(
    registry.networks.map(network =>
      auditChain({
        db,
        network,
        currencies: registry.currencies.filter(currency => currency.network === network.code),
        pool: poolOf(network),
        at: books.blocks.find(({ chainId }) => chainId === network.chainId),
        atNoOther: asked.has(network.chainId),
        turn,
        limit: mostNamed,
        read,
        onProgress,
      }),
    ),
  );
  const onChains: CheckResult = {
    check: 'chain',
    examined: chains.reduce((sum, { balances }) => sum + balances, 0),
    differences: chains.flatMap(({ differences }) => differences),
  };
  const checks = [...books.checks, onChains];
  const listed = new Set(registry.currencies.map(({ code }) => code));
  const unlisted = new Set(books.money).difference(listed);
  return { checks, chains, unlisted: [...unlisted], verdict: verdictOn(checks, chains) };
}

/** Reads the books in one snapshot. */
async function readBooks(
  db: Db,
  asked: ReadonlyMap<ChainId, number>,
  { coins, natives }: { readonly coins: readonly Coin[]; readonly natives: readonly Currency[] },
) {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async trx => {
      const examined = await countExamined(trx);
      const result = (check: keyof typeof examined, differences: readonly Difference[]): CheckResult => ({
        check,
        examined: examined[check],
        differences,
      });
      const checks = [
        result('currencies', await sumCurrencies(trx, mostNamed)),
        result('entries', await findFaultyEntries(trx, mostNamed)),
        result('deposits', await compareDeposits(trx, mostNamed)),
        result('charges', await compareCharges(trx, coins, mostNamed)),
        result('sweeps', await compareSweeps(trx, natives, mostNamed)),
        result('payments', await comparePayments(trx, mostNamed)),
        result('snapshots', await compareSnapshots(trx, mostNamed)),
        result('dust', await compareDustSums(trx, mostNamed)),
        result('sequences', await compareSequences(trx, mostNamed)),
      ];
      return { checks, blocks: await readFinalBlocks(trx, asked), money: await listMoney(trx) };
    });
}

function verdictOn(
  checks: readonly CheckResult[],
  chains: readonly ChainComparison[],
): AuditReport['verdict'] {
  if (checks.some(({ differences }) => differences.length > 0)) return 'different';
  return chains.some(({ failure }) => failure !== null) ? 'incomplete' : 'clean';
}
