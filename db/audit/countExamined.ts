import { sql } from 'kysely';
import type { AuditCheck } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

export type Examined = Readonly<Record<Exclude<AuditCheck, 'chain'>, number>>;

/** How many rows each check of the books examines. */
export async function countExamined(db: Db): Promise<Examined> {
  const { rows } = await sql<Examined>`
    select (select count(distinct currency) from postings) as currencies,
      (select count(*) from entries) as entries,
      (select count(*) from transactions) as deposits,
      (select count(*) from charges) + (select count(*) from refunds) as charges,
      (select count(*) from sweep_items) + (select count(*) from sends where status = 'final')
        + (select count(*) from findings where left_amount > 0) as sweeps,
      (select count(*) from payments) as payments,
      (select count(*) from balance_snapshots) + (select count(*) from product_snapshots) as snapshots,
      (select count(*) from dust_sums) as dust,
      (select count(*) from events) as sequences
  `.execute(db);
  const [counted] = rows;
  if (!counted) throw new Error('a count returns one row');
  return counted;
}
