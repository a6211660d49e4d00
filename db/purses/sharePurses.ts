import { sql } from 'kysely';
import type { PurseId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { PurseRow } from '../schema.ts';

/**
 * Locks purses before the scanner changes their deposits, and returns their rows. A settlement, which locks
 * its purse and then several of its deposits, comes wholly before or wholly after. Locks in the order of ids,
 * so that two scanners cannot deadlock.
 */
export async function sharePurses(trx: Db, ids: readonly PurseId[]): Promise<readonly PurseRow[]> {
  return trx
    .selectFrom('purses')
    .selectAll()
    .where(sql<boolean>`id = any (${[...new Set(ids)]})`)
    .orderBy('id')
    .forShare()
    .execute();
}
