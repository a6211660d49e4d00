import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { TransactionId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';
import type { LockedPurse } from './lockDeposit.ts';
import type { Promoted } from './promoteAll.ts';
import { promoteAll } from './promoteAll.ts';

/** The most deposits that one transaction promotes, so that it holds its locks for a fraction of a second. */
const promotedAtOnce = 100;

const nothing: Promoted = { events: [], sessions: [] };

/**
 * Applies docs/rules-of-money.md, 4: when a purse's deposits of one currency below the minimum together reach
 * it, each is credited, with its own entry and event. Promotes as many as one transaction takes;
 * `goOnPromoting` does the rest. Once the sum has reached the minimum all are due, even if it falls below the
 * minimum meanwhile. A declined purse's dust stays where it is, unless a person freed it.
 *
 * `posted` are the deposits just posted to the book `unattributed`. A deposit that was promoted before a
 * reorg took it out needs no sum when it returns (rule 5). The purse's lock keeps two settlements from
 * counting one sum, and an allocation from moving deposits that are being counted.
 */
export async function promoteDust(
  trx: Db,
  owner: LockedPurse,
  currency: Currency,
  posted: readonly TransactionId[],
): Promise<Promoted> {
  const promoted = await promoteNext(trx, owner, currency);
  if (promoted) return promoted;
  const returned = await promotedBefore(trx, owner, posted);
  return returned.length === 0 ? nothing : promoteAll(trx, owner, currency, returned);
}

/**
 * Promotes the oldest deposits that are due, and saves whether more are due. Returns undefined if none are:
 * their sum is below the minimum and has not reached it before. The sum is of all posted dust; for a declined
 * purse, of what a person freed. What began with one of these sums does not go on with the other, unless that
 * other sum reaches the minimum itself.
 */
export async function promoteNext(
  trx: Db,
  owner: LockedPurse,
  currency: Currency,
): Promise<Promoted | undefined> {
  const onlyFreed = owner.purse.state === 'DECLINED';
  const sums = await trx
    .selectFrom('dust_sums')
    .select(['posted', 'freed', 'promote_at', 'promotes_freed'])
    .where('purse_id', '=', owner.purse.id)
    .where('currency', '=', currency.code)
    .executeTakeFirst();
  if (!sums) return undefined;
  const isReached = (onlyFreed ? sums.freed : sums.posted) >= currency.minDeposit;
  const wasReached = sums.promote_at !== null && sums.promotes_freed === onlyFreed;
  if (!isReached && !wasReached) {
    if (sums.promote_at !== null) await goOnAt(trx, owner, currency, { promote_at: null });
    return undefined;
  }

  const due = await unattributed(trx, owner)
    .where('currency', '=', currency.code)
    .orderBy('id')
    .limit(promotedAtOnce)
    .execute();
  const promoted = due.length === 0 ? nothing : await promoteAll(trx, owner, currency, due);
  await goOnAt(trx, owner, currency, {
    promote_at: due.length < promotedAtOnce ? null : sql<Date>`now()`,
    promotes_freed: onlyFreed,
  });
  return promoted;
}

async function goOnAt(
  trx: Db,
  { purse }: LockedPurse,
  currency: Currency,
  next: { readonly promote_at: RawBuilder<Date> | null; readonly promotes_freed?: boolean },
): Promise<void> {
  await trx
    .updateTable('dust_sums')
    .set(next)
    .where('purse_id', '=', purse.id)
    .where('currency', '=', currency.code)
    .execute();
}

function promotedBefore(
  trx: Db,
  owner: LockedPurse,
  posted: readonly TransactionId[],
): Promise<TransactionRow[]> {
  return unattributed(trx, owner)
    .where(sql<boolean>`id = any (${posted})`)
    .where(
      sql<boolean>`exists (select from entries e where e.transaction_id = transactions.id and e.purpose = 'promote')`,
    )
    .orderBy('id')
    .execute();
}

/** Selects and locks the purse's dust that may be promoted. */
function unattributed(trx: Db, { purse }: LockedPurse) {
  return (
    trx
      .selectFrom('transactions')
      .selectAll()
      .where('purse_id', '=', purse.id)
      .where('credited_to', '=', 'unattributed')
      // A reorg took the deposit out of its block: it must be reversed, not promoted.
      .whereRef('credited_block_hash', '=', 'block_hash')
      .$if(purse.state === 'DECLINED', query => query.where('freed', '=', true))
      .forNoKeyUpdate()
  );
}
