import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** The version of the next event whose resource is the account. Locks the account. */
export async function nextEventVersion(trx: Db, accountId: AccountId): Promise<number> {
  const { event_version } = await trx
    .updateTable('accounts')
    .set({ event_version: sql<number>`event_version + 1` })
    .where('id', '=', accountId)
    .returning('event_version')
    .executeTakeFirstOrThrow();
  return event_version;
}
