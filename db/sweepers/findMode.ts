import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** The mode of an account, from the columns that the signer may read; undefined if there is no such account. */
export async function findMode(db: Db, accountId: AccountId): Promise<'test' | 'live' | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('livemode')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row && (row.livemode ? 'live' : 'test');
}
