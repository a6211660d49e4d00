import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import { bySweep } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';
import { isSigned, leavePlan, saveItems } from './saveSigned.ts';

/** A transaction of the chain, and the items of a sweep that it moved, in its order, by their positions. */
export interface MatchedItems {
  readonly chainId: ChainId;
  readonly hash: TxHash;
  readonly all: readonly number[];
  readonly included: readonly number[];
}

/**
 * Saves which items of a sweep were in a transaction that the database lost. From then on the sweep is sent, and is settled
 * as any other. It resolves the findings that it explains: nothing left otherwise. False if the sweep is not planned any
 * more, or if a person said before that it left otherwise, which is booked.
 */
export async function saveMatched(
  trx: Db,
  sweepId: SweepId,
  { chainId, hash, all, included }: MatchedItems,
): Promise<boolean> {
  if (!(await leavePlan(trx, sweepId)) || (await isSigned(trx, sweepId))) return false;
  const found = foundOf({ sweepId, chainId, hash, included });
  await sql`
    update findings f set resolved_at = now(), explanation = ${`it is sweep ${sweepId}`}, resolved_by = ${bySweep(sweepId)},
      left_amount = case when amount is not null then 0 end
    where ${found} and f.is_final and f.resolved_at is null
  `.execute(trx);
  // After the update, which waits for whoever resolves one of them now.
  const { rows } = await sql<{ readonly left: boolean }>`
    select exists (select from findings f where ${found} and f.left_amount > 0) as left
  `.execute(trx);
  if (rows[0]?.left !== false) return false;
  const dropped = all
    .filter(position => !included.includes(position))
    .map(position => ({ position, reason: 'not_due' }) as const);
  await saveItems(trx, { sweepId, included, dropped });
  return true;
}

/**
 * On `f`, a finding that the transaction explains. It names the transaction, or it is a `native_outflow` of its block or a later
 * one, at a purse whose coins it moved or that paid its fee: such a finding knows a balance, and no transaction.
 */
function foundOf({
  sweepId,
  chainId,
  hash,
  included,
}: Pick<MatchedItems, 'chainId' | 'hash' | 'included'> & { readonly sweepId: SweepId }): RawBuilder<SqlBool> {
  return sql<SqlBool>`f.chain_id = ${chainId} and (f.tx_hash = ${hash} or (f.kind = 'native_outflow'
    and f.block_number >= (select u.block_number from unknown_transactions u
      where u.chain_id = ${chainId} and u.hash = ${hash})
    and (f.purse_id = (select l.purse_id from unknown_transactions u join lanes l using (chain_id, sender)
        where u.chain_id = ${chainId} and u.hash = ${hash})
      or exists (select from sweep_items i where i.sweep_id = ${sweepId} and i.position = any (${included})
      and i.token is null and i.purse_id = f.purse_id and i.currency = f.currency))))`;
}
