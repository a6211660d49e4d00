import { sql } from 'kysely';
import type { PurseId, SweepId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { isPurseUnderWay } from '../sending/purseGas.ts';

export interface TopUp {
  readonly sweepId: SweepId;
  /** How many the sweep has with it. */
  readonly number: number;
  readonly purseId: PurseId;
  readonly chainId: ChainId;
  /** Wei. */
  readonly amount: bigint;
}

/** The id of the intent, as the database makes it. */
export const topUpId = ({ sweepId, number }: Pick<TopUp, 'sweepId' | 'number'>): string =>
  `${sweepId}.${String(number)}`;

/** How many payments for the gas of a sweep were signed. */
export async function countTopUps(db: Db, sweepId: SweepId): Promise<number> {
  const rows = await db.selectFrom('top_ups').select('number').where('sweep_id', '=', sweepId).execute();
  return rows.length;
}

/**
 * Saves a payment for a purse's gas, in the transaction that takes its nonce. False if the sweep is not planned any more, or
 * something of the purse is under way: then nothing may be saved. Signers that both try come one after the other, as they
 * take the operator's nonce first.
 */
export async function saveTopUp(
  trx: Db,
  { sweepId, number, purseId, chainId, amount }: TopUp,
): Promise<boolean> {
  const { rows } = await sql<{ readonly due: boolean }>`
    select exists (select from sweeps where id = ${sweepId} and status = 'planned')
      and not ${isPurseUnderWay(chainId, sql`${purseId}`)} as due
  `.execute(trx);
  if (rows[0]?.due !== true) return false;
  await trx
    .insertInto('top_ups')
    .values({ sweep_id: sweepId, number, purse_id: purseId, chain_id: chainId, amount })
    .execute();
  return true;
}
