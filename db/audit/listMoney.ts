import { sql } from 'kysely';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** The currencies that have postings, or deposits in a block that wait to be posted. */
export async function listMoney(db: Db): Promise<readonly CurrencyCode[]> {
  const { rows } = await sql<{ currency: CurrencyCode }>`
    select currency from postings where ledger <> 'custody' and purse_id is not null
    union
    select currency from transactions where credited_to is null and block_number is not null
    order by currency
  `.execute(db);
  return rows.map(({ currency }) => currency);
}
