import { sql } from 'kysely';
import type { LaneId } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';

/** A balance that did not change is saved again after so long: its age tells that the signer still looks. */
const stale = sql`interval '1 minute'`;

/** Saves what a lane's sender has, in wei, for those who ask no node. */
export async function saveBalance(db: Db, { chainId, sender }: LaneId, balance: bigint): Promise<void> {
  await sql`
    update lanes set balance = ${balance}, balance_at = now()
    where chain_id = ${chainId} and sender = ${sender}
      and (balance is distinct from ${balance} or balance_at < now() - ${stale})
  `.execute(db);
}
