import { sql } from 'kysely';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { isProven } from '../isProven.ts';

/**
 * What is mined up to `height` is final, unless its block must be confirmed by a second node and is not yet. The weaker
 * rules for small sums do not apply: what left is final by the network's own finality.
 */
export async function finalizeSends(
  trx: Db,
  chainId: ChainId,
  { height, mustBeProven }: { readonly height: number; readonly mustBeProven: boolean },
): Promise<void> {
  await sql`
    update sends set status = 'final', fee_unbooked_since = case when fee > 0 or intent_kind = 'top_up' then now() end
    where chain_id = ${chainId} and status = 'mined' and block_number <= ${height}
      and (not ${mustBeProven} or ${isProven('sends')})
  `.execute(trx);
}

/** Blocks above `number` left the chain: what they held is on its way again. */
export async function takeSendsBack(trx: Db, chainId: ChainId, number: number): Promise<void> {
  const nowhere = { block_number: null, block_hash: null };
  await trx
    .updateTable('sends')
    .set({
      ...{ status: 'sent', mined_hash: null, ...nowhere },
      ...{ succeeded: null, gas_used: null, fee: null, skipped: null, fee_unbooked_since: null },
    })
    .where('chain_id', '=', chainId)
    .where('block_number', '>', number)
    .execute();
  await trx
    .updateTable('unknown_transactions')
    .set(nowhere)
    .where('chain_id', '=', chainId)
    .where('block_number', '>', number)
    .execute();
}
