import { sql } from 'kysely';
import type { PurseId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { ChainId, CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { leftCoins } from '../leftCoins.ts';
import { movedTopUps } from '../sending/movedTopUps.ts';
import { movedItems } from '../sweeping/movedItems.ts';

/** What a purse should hold of a currency, as far as the database knows. */
export interface Position {
  readonly purseId: PurseId;
  readonly currency: CurrencyCode;
  /** Owed to the customer or the merchant. */
  readonly credited: BaseUnits;
  readonly held: BaseUnits;
  readonly unattributed: BaseUnits;
  /** In a block up to the compared one, and not posted: waits for a verdict or a proof. */
  readonly unposted: BaseUnits;
  /** Moved out by sweeps, in blocks up to the compared one, booked or not. */
  readonly swept: BaseUnits;
  /** Left without us, as persons said, in blocks up to the compared one. */
  readonly left: BaseUnits;
  /** Of the chain's coin: what it has for gas, in blocks up to the compared one, booked or not. */
  readonly gas: BaseUnits;
}

/**
 * The positions of these purses at a block of their chain, in one snapshot of the database. The database
 * knows nothing of a purse and currency that are not returned. Posted money counts unless it was posted for a
 * later block: money that a reorg took out and nobody has reversed yet is still owed. `native` is the chain's coin; null if the
 * registry has none.
 */
export async function sumPositions(
  db: Db,
  { chainId, number }: { readonly chainId: ChainId; readonly number: number },
  purses: readonly PurseId[],
  native: CurrencyCode | null = null,
): Promise<readonly Position[]> {
  const { rows } = await sql<Position>`
    with parts as (
      select p.purse_id, p.currency, p.ledger as part, p.amount
      from postings p
        join entries e on e.id = p.entry_id
        join transactions t on t.id = e.transaction_id
      where p.purse_id = any (${purses}) and t.chain_id = ${chainId} and p.ledger <> 'custody'
        and (t.block_number > ${number} and t.block_hash = t.credited_block_hash) is not true
      union all
      select t.purse_id, t.currency, 'unposted', t.amount
      from transactions t
      where t.purse_id = any (${purses}) and t.chain_id = ${chainId}
        and t.credited_to is null and t.block_number <= ${number}
      union all
      select moved.purse_id, moved.currency, 'swept', moved.amount
      from ${movedItems} moved
      where moved.purse_id = any (${purses}) and moved.chain_id = ${chainId} and moved.block_number <= ${number}
      union all
      select gone.purse_id, gone.currency, 'left', gone.amount
      from ${leftCoins} gone
      where gone.purse_id = any (${purses}) and gone.chain_id = ${chainId} and gone.block_number <= ${number}
      union all
      select topped.purse_id, ${native}, 'gas', topped.amount
      from ${movedTopUps} topped
      where topped.purse_id = any (${purses}) and topped.chain_id = ${chainId} and topped.block_number <= ${number}
      union all
      select l.purse_id, ${native}, 'gas', -s.fee
      from lanes l join sends s on s.chain_id = l.chain_id and s.sender = l.sender
      where l.purse_id = any (${purses}) and l.chain_id = ${chainId} and s.block_number <= ${number}
    )
    select purse_id as "purseId", currency,
      coalesce(sum(amount) filter (where part not in ('held', 'unattributed', 'unposted', 'swept', 'left', 'gas')), 0) as credited,
      coalesce(sum(amount) filter (where part = 'held'), 0) as held,
      coalesce(sum(amount) filter (where part = 'unattributed'), 0) as unattributed,
      coalesce(sum(amount) filter (where part = 'unposted'), 0) as unposted,
      coalesce(sum(amount) filter (where part = 'swept'), 0) as swept,
      coalesce(sum(amount) filter (where part = 'left'), 0) as "left",
      coalesce(sum(amount) filter (where part = 'gas'), 0) as gas
    from parts group by purse_id, currency
  `.execute(db);
  return rows;
}
