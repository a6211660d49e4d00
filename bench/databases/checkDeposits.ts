import type { FixtureIndex } from '../fixture/shape.ts';
import type { BenchDatabase } from './createDatabases.ts';
import { withDatabase } from './createDatabases.ts';

/**
 * Compares the deposits in the database with the recorded transfers to purses, block by block up to `height`:
 * hash, kind, recipient and amount of each. Returns descriptions of the differences; none if all is right.
 */
export async function checkDeposits(
  { url, purses }: BenchDatabase,
  { blocks }: FixtureIndex,
  height: number,
): Promise<readonly string[]> {
  const rows = await withDatabase(url, db =>
    db
      .selectFrom('transactions')
      .innerJoin('purses', 'purses.id', 'transactions.purse_id')
      .select(['block_number', 'tx_hash', 'kind', 'amount', 'purses.address'])
      .execute(),
  );
  const found = Map.groupBy(rows, row => row.block_number);
  const key = (parts: readonly unknown[]): string => parts.map(String).join(' ');
  const wrong = blocks.slice(1).flatMap(block => {
    const hits = block.number <= height ? block.hits : [];
    const expected = hits.map(hit => key([hit.txHash, hit.kind, hit.to, hit.amount])).toSorted();
    const actual = (found.get(block.number) ?? [])
      .map(row => key([row.tx_hash, row.kind, row.address, row.amount]))
      .toSorted();
    return expected.join() === actual.join()
      ? []
      : [
          `block ${String(block.number)}: ${String(actual.length)} deposits, not the ${String(expected.length)} sent`,
        ];
  });
  const strays = rows.length - blocks.reduce((sum, block) => sum + (found.get(block.number)?.length ?? 0), 0);
  if (strays > 0) wrong.push(`${String(strays)} deposits belong to no recorded block`);
  return wrong.map(what => `${purses.toLocaleString('en')} purses, ${what}`);
}
