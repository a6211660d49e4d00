import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** How many deposits are held, by currency, from an index of only these deposits. */
export async function countHeldDeposits(
  db: Db,
): Promise<readonly { readonly currency: CurrencyCode; readonly count: number }[]> {
  return db
    .selectFrom('transactions')
    .select(({ fn }) => ['currency', fn.countAll<number>().as('count')])
    .where('credited_to', '=', 'held')
    .groupBy('currency')
    .execute();
}
