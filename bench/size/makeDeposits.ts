import { ask, recordVerdict } from '../../activities/judgeDeposits.ts';
import { settle } from '../../activities/settleDeposits.ts';
import type { Db } from '../../db/connect.ts';
import { relaySignals } from '../../db/outbox/relaySignals.ts';
import { claimChain } from '../../db/scanning/claimChain.ts';
import { commitBlock } from '../../db/scanning/commitBlock.ts';
import { recordPending } from '../../db/scanning/recordPending.ts';
import { startChain } from '../../db/scanning/startChain.ts';
import type { Address, BlockHash, ChecksumAddress, TxHash } from '../../domain/address.ts';
import type { ComplianceProvider } from '../../domain/deposits/compliance.ts';
import type { TransactionId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { Hit } from '../../domain/scanning/foundBlock.ts';
import type { SeededRandom } from '../fixture/seededRandom.ts';
import type { Purse } from './makePurses.ts';
import { shape } from './shape.ts';

/**
 * Makes deposits with the statements of the scanner, the relay and the activities of purses: each is seen pending, is in a
 * block, is approved, becomes final and is credited. No chain and no Temporal runs.
 */
export async function makeDeposits(
  db: Db,
  registry: Registry,
  purses: readonly Purse[],
  random: SeededRandom,
): Promise<void> {
  const [network] = registry.networks;
  const [coin] = registry.currencies;
  if (!network || !coin) throw new Error('the registry is empty');
  const { chainId } = network;
  const block = (number: number, parentHash: BlockHash) => ({
    chainId,
    number,
    hash: random.hex(32) as BlockHash,
    parentHash,
    minedAt: new Date(),
  });
  const hit = (nth: number): Hit => {
    const from = random.hex(20);
    const purse = purses[nth % purses.length];
    if (!purse) throw new Error('there is no purse');
    return {
      txHash: random.hex(32) as TxHash,
      kind: 'native',
      ordinal: '0',
      currency: coin.code,
      from: from as Address,
      to: purse.address,
      // Up to 281 coins: most have 18 digits after the point.
      amount: baseUnits(BigInt(1 + random.below(2 ** 48)) * 10n ** 6n),
      purseId: purse.purseId,
      listed: coin,
      fromChecksum: from as ChecksumAddress,
    };
  };
  const { epoch } = await claimChain(db, network);
  let cursor = await startChain(db, epoch, block(0, random.hex(32) as BlockHash));
  const inBlocks: (readonly TransactionId[])[] = [[]];
  const blocks = shape.deposits / shape.perBlock;
  for (let number = 1; number <= blocks + shape.confirmations; number++) {
    const paid =
      number <= blocks ? Array.from({ length: shape.perBlock }, (_, at) => number * shape.perBlock + at) : [];
    const hits = paid.map(hit);
    await recordPending(
      db,
      chainId,
      hits.map(each => ({ ...each, nonce: 7 })),
    );
    cursor = await commitBlock(
      db,
      cursor,
      {
        ...block(number, cursor.hash),
        source: 'trace',
        receiptsRoot: random.hex(32) as BlockHash,
        hits,
        unsupported: [],
        outgoing: [],
        destinations: [],
        outflows: null,
      },
      {
        final: { all: number - shape.confirmations, tiers: [] },
        currencyOf: currencyIn(registry),
        mustBeProven: false,
      },
    );
    await relaySignals(db, 1000, () => Promise.resolve());
    const ids = await depositsOf(db, number);
    inBlocks.push(ids);
    await Promise.all(ids.map(id => judge(db, registry, id)));
    await Promise.all((inBlocks[number - shape.confirmations] ?? []).map(id => settle(db, registry, id)));
  }
}

async function depositsOf(db: Db, height: number): Promise<readonly TransactionId[]> {
  const rows = await db.selectFrom('transactions').select('id').where('block_number', '=', height).execute();
  return rows.map(({ id }) => id);
}

async function judge(db: Db, registry: Registry, id: TransactionId): Promise<void> {
  const answer = await ask({ db, registry, provider }, id);
  if (answer) await recordVerdict(db, answer);
}

/** Answers as a list of sanctioned payers does (outbound/sanctionsList.ts). */
const provider: ComplianceProvider = {
  name: 'sanctions-list',
  kind: 'inline',
  screen: () =>
    Promise.resolve({
      verdict: 'approve',
      by: 'sanctions-list',
      score: null,
      raw: { sanctioned: false, listed: 10_000, loadedAt: new Date().toISOString() },
    }),
};
