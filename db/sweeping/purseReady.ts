import { sql } from 'kysely';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { readPurseGas } from '../sending/purseGas.ts';
import { coinMustStay } from './depositConditions.ts';

/**
 * Whether a purse may send a sweep now, in the transaction that has just taken its nonce: it has `gas` wei for that, which its
 * earlier transactions left, and no coin of the network that must stay.
 */
export async function isPurseReady(
  trx: Db,
  { chainId, purseId, gas }: { readonly chainId: ChainId; readonly purseId: PurseId; readonly gas: bigint },
): Promise<boolean> {
  const { available } = await readPurseGas(trx, { chainId, purseId });
  if (available < gas) return false;
  const { rows } = await sql<{ readonly stays: boolean; readonly others: number }>`
    select ${coinMustStay(sql`${purseId}`, chainId)} as stays,
      (select count(*) from lanes l join sends s on s.chain_id = l.chain_id and s.sender = l.sender
        where l.purse_id = ${purseId} and l.chain_id = ${chainId} and s.status <> 'final')::integer as others
  `.execute(trx);
  // Its own nonce is one.
  return rows[0]?.stays === false && rows[0].others === 1;
}

/** Whether coin of the network that must stay lies at the purse of a sweep. */
export async function holdsCoin(db: Db, chainId: ChainId, purseId: PurseId): Promise<boolean> {
  const { rows } = await sql<{ readonly stays: boolean }>`
    select ${coinMustStay(sql`${purseId}`, chainId)} as stays
  `.execute(db);
  return rows[0]?.stays ?? true;
}
