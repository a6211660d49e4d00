import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { MeasuredPhase } from './isolationFigures.ts';
import type { Prepared } from './prepareIsolation.ts';
import { untilScanned } from './prepareIsolation.ts';

/**
 * Describes where the books differ from the payments: in the number of deposits to the hot purses, in the
 * posted sums, and in the sequences of events. Waits for what is still under way.
 */
export async function checkBooks(
  db: Db,
  { network, neighbour, hot, shop }: Prepared,
  phases: readonly MeasuredPhase[],
): Promise<readonly string[]> {
  await untilScanned(db, network);
  const sent = new Map(phases.map(({ name, result }) => [name, result.sent]));
  const wrong: string[] = [];
  for (const [name, { address }] of [
    ['purse', hot.purse],
    ['dust', hot.dusty],
  ] as const) {
    const { rows } = await sql<{ found: number }>`
      select count(*) as found from transactions t join purses p on p.id = t.purse_id
      where p.address = ${address.toLowerCase()}
    `.execute(db);
    const found = rows[0]?.found ?? 0;
    if (found !== sent.get(name)) {
      wrong.push(`${name}: ${String(found)} deposits were recorded, but ${String(sent.get(name))} were sent`);
    }
  }
  for (const accountId of [neighbour.accountId, hot.accountId, shop]) {
    wrong.push(...(await wrongSums(db, accountId)), ...(await gaps(db, accountId)));
  }
  return wrong;
}

/** Checks that every credited deposit is posted once, with its amount. */
async function wrongSums(db: Db, accountId: AccountId): Promise<readonly string[]> {
  const { rows } = await sql<{ credited: bigint; posted: bigint }>`
    select (select coalesce(sum(amount), 0) from transactions
        where account_id = ${accountId} and credited_to is not null) as credited,
      (select coalesce(sum(amount), 0) from postings
        where account_id = ${accountId} and ledger = 'custody') as posted
  `.execute(db);
  return rows.flatMap(({ credited, posted }) =>
    credited === posted || credited === -posted
      ? []
      : [`${accountId}: ${String(credited)} is credited, but ${String(posted)} is posted`],
  );
}

async function gaps(db: Db, accountId: AccountId): Promise<readonly string[]> {
  const { rows } = await sql<{ events: number; last: number }>`
    select count(*) as events, coalesce(max(sequence), 0) as last from events
    where account_id = ${accountId} and sequence is not null
  `.execute(db);
  return rows.flatMap(({ events, last }) =>
    events === last ? [] : [`${accountId}: ${String(events)} events, but the last is number ${String(last)}`],
  );
}
