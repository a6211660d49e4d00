import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** Whether money can leave the account's purses, on any network. */
export async function hasSweeper(db: Db, accountId: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom('sweepers')
    .select('network')
    .where('account_id', '=', accountId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
