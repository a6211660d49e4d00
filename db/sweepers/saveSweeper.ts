import type { Insertable } from 'kysely';
import type { Db } from '../connect.ts';
import type { Database } from '../schema.ts';

/**
 * Saves a sweeper that was checked on its chain. Does nothing if the account has one on the network: whoever
 * calls has compared the two.
 */
export async function saveSweeper(db: Db, sweeper: Insertable<Database['sweepers']>): Promise<void> {
  await db
    .insertInto('sweepers')
    .values(sweeper)
    .onConflict(conflict => conflict.columns(['account_id', 'network']).doNothing())
    .execute();
}
