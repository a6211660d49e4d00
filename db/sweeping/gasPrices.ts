import { sql } from 'kysely';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** Saves what a unit of gas costs now, in wei. */
export async function saveGasPrice(db: Db, network: NetworkCode, price: bigint): Promise<void> {
  const row = { price, read_at: sql<Date>`now()` };
  await db
    .insertInto('gas_prices')
    .values({ network, ...row })
    .onConflict(conflict => conflict.column('network').doUpdateSet(row))
    .execute();
}

/**
 * What a unit of gas cost, in wei, when the planner last asked a node: whoever plans by name may have none. Undefined if that was
 * more than a day ago.
 */
export async function lastGasPrice(db: Db, network: NetworkCode): Promise<bigint | undefined> {
  const row = await db
    .selectFrom('gas_prices')
    .select('price')
    .where('network', '=', network)
    .where('read_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirst();
  return row?.price;
}
