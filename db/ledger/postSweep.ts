import { newId } from '../../domain/ids.ts';
import { isBalanced, move } from '../../domain/ledger/ledger.ts';
import type { Db } from '../connect.ts';
import type { SweepItemRow, SweepRow } from '../schema.ts';

/**
 * Books the items of a final sweep that moved coins: out of custody, into the treasury. The entry's key refuses a second
 * one for an item.
 */
export async function postSweep(
  trx: Db,
  { id: sweepId, account_id }: Pick<SweepRow, 'id' | 'account_id'>,
  swept: readonly SweepItemRow[],
): Promise<void> {
  if (swept.length === 0) return;
  const written = swept.map(item => {
    const postings = move('treasury', 'custody', item.currency, item.amount);
    if (!isBalanced(postings))
      throw new Error(`item ${String(item.position)} of ${sweepId} does not balance`);
    return { entry: newId('ent'), item, postings };
  });
  await trx
    .insertInto('entries')
    .values(
      written.map(({ entry, item: { position } }) => ({
        ...{ id: entry, account_id, purpose: 'sweep' as const, incarnation: 0 },
        ...{ sweep_id: sweepId, sweep_position: position },
      })),
    )
    .execute();
  await trx
    .insertInto('postings')
    .values(
      written.flatMap(({ entry, item: { customer_id, purse_id }, postings }) =>
        postings.map(({ ledger, currency, amount }) => ({
          ...{ entry_id: entry, account_id, ledger, customer_id, purse_id, currency, amount },
        })),
      ),
    )
    .execute();
}
