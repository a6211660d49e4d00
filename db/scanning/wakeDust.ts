import { sql } from 'kysely';
import type { PurseId } from '../../domain/ids.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { DustGroup } from '../deposits/dustToGoOn.ts';
import { limitLockWaits } from '../limitLockWaits.ts';
import type { ChangedDeposit } from '../outbox/changedDeposit.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import type { SeenDeposit } from './seenDeposit.ts';

/** The most deposits that one transaction wakes; the scanner's transaction is one of these. */
const wokenAtOnce = 500;

/**
 * Applies docs/rules-of-money.md, 4: deposits below the minimum stay quiet until those of one purse and
 * currency reach it together. Then the quiet ones become loud and are returned, so that their purses are
 * signalled. Deposits already posted to *unattributed* count too, and are promoted with the first that
 * settles.
 *
 * Wakes only as many as the scanner has time for; `goOnWaking` does the rest.
 */
export async function wakeDust(trx: Db, seen: readonly SeenDeposit[]): Promise<readonly ChangedDeposit[]> {
  const quiet = seen.filter(({ row }) => row.quiet);
  if (quiet.length === 0) return [];
  const minima = new Map(
    quiet.map(({ row, hit }) => [
      `${row.purse_id} ${row.currency}`,
      { purse_id: row.purse_id, currency: row.currency, minimum: hit.listed.minDeposit.toString() },
    ]),
  );
  const { rows: reached } = await sql<Group>`
    update dust_sums s set wake_at = now()
    from jsonb_to_recordset(${JSON.stringify([...minima.values()])}::jsonb)
      as m (purse_id text, currency text, minimum numeric(78, 0))
    where s.purse_id = m.purse_id and s.currency = m.currency and s.quiet >= m.minimum
    returning s.purse_id, s.currency
  `.execute(trx);
  return reached.length === 0 ? [] : wakeNext(trx, reached);
}

/**
 * Wakes the next part of a purse's dust of one currency that reached the minimum, and enqueues the signals.
 */
export async function goOnWaking(db: Db, { purseId, currency }: DustGroup): Promise<void> {
  await db.transaction().execute(async trx => {
    await limitLockWaits(trx);
    // Excludes the scanners, which change deposits and their sums while they lock the purse `for share`.
    await trx.selectFrom('purses').select('id').where('id', '=', purseId).forNoKeyUpdate().execute();
    await signalDeposits(trx, await wakeNext(trx, [{ purse_id: purseId, currency }]));
  });
}

interface Group {
  readonly purse_id: PurseId;
  readonly currency: CurrencyCode;
}

/**
 * Makes dust of these groups loud, an equal share of each. Unposted deposits come first and are returned.
 * Posted ones follow: they are promoted with the others and need no signal. Deposits that are only in the
 * pending pool are left out. A group with more dust is due again at once, after those that wait longer. The
 * caller must hold the locks on the purses.
 */
async function wakeNext(trx: Db, groups: readonly Group[]): Promise<readonly ChangedDeposit[]> {
  const turns = groups.slice(0, wokenAtOnce);
  const share = Math.floor(wokenAtOnce / turns.length);
  const { rows } = await sql<ChangedDeposit & Group & { readonly open: boolean }>`
    with named as (
      select * from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb) as g (purse_id text, currency text)
    )
    update transactions t set quiet = false
    from (
      select due.id from named g cross join lateral (
        select id from (
          select id from transactions t where t.purse_id = g.purse_id and t.currency = g.currency and t.quiet
            and t.credited_to is null and t.status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
          limit ${share}
        ) open
        union all
        select id from (
          select id from transactions t where t.purse_id = g.purse_id and t.currency = g.currency and t.quiet
            and t.credited_to = 'unattributed'
          limit ${share}
        ) posted
        limit ${share}
      ) due
    ) due
    where t.id = due.id
    returning t.id, t.purse_id as "purseId", t.purse_id, t.currency, t.credited_to is null as open
  `.execute(trx);
  const woken = Map.groupBy(rows, nameOf);
  await wakeAgain(
    trx,
    turns.map(group => ({ ...group, more: (woken.get(nameOf(group))?.length ?? 0) === share })),
  );
  return rows.filter(({ open }) => open).map(({ id, purseId }) => ({ id, purseId }));
}

const nameOf = ({ purse_id, currency }: Group): string => `${purse_id} ${currency}`;

async function wakeAgain(trx: Db, groups: readonly (Group & { readonly more: boolean })[]): Promise<void> {
  await sql`
    update dust_sums s set wake_at = case when g.more then clock_timestamp() end
    from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb) as g (purse_id text, currency text, more boolean)
    where s.purse_id = g.purse_id and s.currency = g.currency
  `.execute(trx);
}
