import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { ponderSchema } from './startPonder.ts';

/** How many rows ponder has committed; 0 while it has no table. */
export async function countDeposits(db: Db): Promise<number> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass(${`${ponderSchema}.deposit`}) is not null as there
  `.execute(db);
  if (!rows[0]?.there) return 0;
  const counted = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(`${ponderSchema}.deposit`)}
  `.execute(db);
  return counted.rows[0]?.count ?? 0;
}

/** Hash, kind, recipient and amount of each deposit that ponder found, in the order of its ids. */
export async function ponderDeposits(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ deposit: string }>`
    select concat_ws(' ', tx_hash, kind, lower(address_to), amount::text) as deposit
    from ${sql.table(`${ponderSchema}.deposit`)}
  `.execute(db);
  return rows.map(row => row.deposit);
}
