import { sql } from 'kysely';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** The purse up to which the chain's round over the unused purses has come; null at its start. */
export async function readRound(db: Db, chainId: ChainId): Promise<PurseId | null> {
  const row = await db
    .selectFrom('audit_rounds')
    .select('purse_id')
    .where('chain_id', '=', chainId)
    .executeTakeFirst();
  return row?.purse_id ?? null;
}

/** Saves the place of the round; null ends the round and begins the next. */
export async function saveRound(db: Db, chainId: ChainId, place: PurseId | null): Promise<void> {
  const ended = place === null ? sql<Date>`now()` : undefined;
  await db
    .insertInto('audit_rounds')
    .values({ chain_id: chainId, purse_id: place, ended_at: ended ?? null })
    .onConflict(conflict =>
      conflict
        .column('chain_id')
        .doUpdateSet({ purse_id: place, ...(ended === undefined ? {} : { ended_at: ended }) }),
    )
    .execute();
}
