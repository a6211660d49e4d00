import { sql } from 'kysely';
import { isLockTimeout } from '../classifyError.ts';
import type { Db } from '../connect.ts';

/**
 * How many postings one transaction adds up. If each is another customer's, that takes seconds of the 55 s
 * that a statement may take.
 */
const step = 50_000;

/**
 * Adds the postings since the last snapshot to the sums of their accounts, customers and purses, and to those
 * by product and form, if at least `atLeast` ids are new. `busy`: the books were being written to all the
 * time, so try again later. Any number of processes may run it at once, and one that dies leaves whole steps
 * behind.
 */
export async function snapshotBalances(
  db: Db,
  { atLeast, stop }: { readonly atLeast: number; readonly stop?: AbortSignal },
): Promise<'taken' | 'not due' | 'busy'> {
  if ((await newSince(db)) < atLeast) return 'not due';
  const last = await lastSettled(db);
  if (last === null) return 'busy';
  while ((await addUp(db, last)) === 'more') {
    if (stop?.aborted === true) break;
  }
  return 'taken';
}

async function newSince(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce((select max(id) from postings), 0) - posting_id as count from balance_horizon`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/**
 * The highest id below which no posting can appear any more. Ids are taken from a sequence before the commit,
 * so while anybody writes, the highest visible id proves nothing about those below it. The `share` lock lets
 * current writers finish and keeps new ones out for the moment of reading: while it is held, no transaction
 * that took an id is open. Null if the writers do not finish in time: new writers wait behind us, so we do
 * not wait long.
 */
async function lastSettled(db: Db): Promise<number | null> {
  try {
    return await db.transaction().execute(async trx => {
      await sql`set local lock_timeout = '100ms'`.execute(trx);
      await sql`lock table postings in share mode`.execute(trx);
      const { rows } = await sql<{ id: number | null }>`select max(id) as id from postings`.execute(trx);
      return rows[0]?.id ?? 0;
    });
  } catch (error) {
    if (isLockTimeout(error)) return null;
    throw error;
  }
}

/** One step toward `last`. The horizon's lock makes two concurrent calls do two steps, not one step twice. */
async function addUp(db: Db, last: number): Promise<'more' | 'done'> {
  return db.transaction().execute(async trx => {
    const { posting_id: from } = await trx
      .selectFrom('balance_horizon')
      .select('posting_id')
      .forUpdate()
      .executeTakeFirstOrThrow();
    const to = Math.min(last, from + step);
    if (to <= from) return 'done';
    await sql`
      insert into balance_snapshots (scope_id, ledger, currency, amount)
      select scope.id, p.ledger, p.currency, sum(p.amount)
      from postings p
        cross join lateral (values (p.account_id), (p.customer_id), (p.purse_id)) as scope (id)
      where p.id > ${from} and p.id <= ${to} and scope.id is not null
      group by scope.id, p.ledger, p.currency
      on conflict (scope_id, ledger, currency) do update
        set amount = balance_snapshots.amount + excluded.amount
    `.execute(trx);
    // Steps go upwards, so an existing row has the earlier first posting.
    await sql`
      insert into product_snapshots
        (account_id, scope_id, product_id, form_id, ledger, currency, amount, first_posting)
      select p.account_id, scope.id, coalesce(p.product_id, ''), coalesce(p.form_id, ''), p.ledger, p.currency,
        sum(p.amount), min(p.id)
      from postings p cross join lateral (values (p.account_id), (p.customer_id)) as scope (id)
      where p.id > ${from} and p.id <= ${to} and p.ledger in ('customer', 'charges')
      group by p.account_id, scope.id, coalesce(p.product_id, ''), coalesce(p.form_id, ''), p.ledger, p.currency
      on conflict (scope_id, product_id, form_id, ledger, currency) do update
        set amount = product_snapshots.amount + excluded.amount
    `.execute(trx);
    await trx.updateTable('balance_horizon').set({ posting_id: to }).execute();
    return to < last ? 'more' : 'done';
  });
}
