import { sql } from 'kysely';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

/** The currencies whose postings do not sum to zero: more is owed than is held, or the other way round. */
export async function sumCurrencies(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    select currency as "where", 'all postings' as what, currency, 0::numeric as expected, sum(amount) as found
    from postings group by currency having sum(amount) <> 0
    order by currency limit ${limit}
  `.execute(db);
  return rows;
}
